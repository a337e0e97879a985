import HTTPTypes
import Hummingbird
import Records

/// What an operation comes to, before it is written in one form or the other.
enum Answer: Sendable {
    case created(any Resource)
    case shown(any Resource)
    case page(Page)
    case nothing
    /// What is no resource of its own, and no cache may keep: tokens, codes.
    case document(JSON.Object, HTTPResponse.Status = .ok)
    case lines(Lines)
}

extension Answer {
    // Which header fields choose between the answers of one address (RFC 9110 §12.5.5).
    static let vary = "Accept, Accept-Encoding, Authorization, X-API-TOKEN"
    // Where a client that knows none of our paths begins (Hydra §5.1).
    static let documentation = "</api/docs.jsonld>; rel=\"http://www.w3.org/ns/hydra/core#apiDocumentation\""

    /// `created` where it is new and has a place, else `shown`.
    static func applied(_ resource: any Resource, isNew: Bool) -> Answer {
        isNew ? .created(resource) : .shown(resource)
    }

    func response(to call: Call) -> Response {
        switch self {
        case .created(let resource):
            let headers: HTTPFields = [
                .contentType: call.form.contentType, .location: resource.iri,
                .eTag: resource.tag(in: call.form).description,
            ]
            return Response(status: .created, headers: headers, body: Self.body(resource.json(in: call.form)))
        case .shown(let resource):
            let tag = resource.tag(in: call.form)
            var headers: HTTPFields = [.eTag: tag.description]
            if tag.isNamed(by: call.request.headers[.ifNoneMatch]) {
                return Response(status: .notModified, headers: headers)
            }
            headers.append(HTTPField(name: .contentType, value: call.form.contentType))
            return Response(status: .ok, headers: headers, body: Self.body(resource.json(in: call.form)))
        case .page(let page):
            var headers: HTTPFields = [.contentType: call.form.contentType, .totalCount: String(page.total)]
            if let next = page.view.next {
                headers.append(HTTPField(name: .link, value: "<\(next)>; rel=\"next\""))
            }
            return Response(
                status: .ok, headers: headers, body: Self.body(page.json(in: call.form, filters: call.query.known)))
        case .nothing: return Response(status: .noContent)
        case .document(let members, let status):
            let headers: HTTPFields = [.contentType: call.form.contentType, .cacheControl: "no-store"]
            return Response(status: status, headers: headers, body: Self.body(.object(members)))
        case .lines(let lines):
            return Response(
                status: .ok, headers: [.contentType: lines.contentType, .cacheControl: "no-store"], body: lines.body)
        }
    }

    private static func body(_ json: JSON) -> ResponseBody {
        var octets: [UInt8] = []
        octets.reserveCapacity(1024)
        json.write(into: &octets)
        return ResponseBody(byteBuffer: ByteBuffer(bytes: octets))
    }
}

extension HTTPField.Name {
    static let link = named("Link")
    static let totalCount = named("X-Total-Count")
    static let requestID = named("X-Request-Id")
    static let apiToken = named("X-API-TOKEN")
    static let rateLimit = named("RateLimit")
    static let rateLimitPolicy = named("RateLimit-Policy")
    static let acceptPatch = named("Accept-Patch")
    static let forwardedFor = named("X-Forwarded-For")
    // HTTPRequest has it as authority, but one of HTTP/2 may have both.
    static let hostField = named("Host")

    /// `name` is one of those above, and a token (RFC 9110 §5.1).
    private static func named(_ name: String) -> HTTPField.Name {
        guard let name = HTTPField.Name(name) else { preconditionFailure("\(name) is no name of a header field") }
        return name
    }
}
