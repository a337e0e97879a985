import Foundation
import HTTPTypes
import Records
import Testing

@testable import Web

@Suite struct ProblemTests {
    struct Case: Sendable, CustomTestStringConvertible {
        let what: String
        var method = HTTPRequest.Method.post
        var path: String?
        var body: String?
        var headers: HTTPFields = [:]
        var token: String? = ""
        let status: Int
        let slug: String
        var testDescription: String { what }
    }

    static let good = #"{"name":"a","value":"192.0.2.1"}"#

    @Test(arguments: [
        Case(what: "no body", headers: [.contentType: "application/json"], status: 400, slug: "malformed-body"),
        Case(what: "no body and no type", status: 400, slug: "malformed-body"),
        Case(what: "bad JSON", body: "{", status: 400, slug: "malformed-body"),
        Case(what: "more than one value", body: "\(good) {}", status: 400, slug: "malformed-body"),
        Case(
            what: "a member twice", body: #"{"name":"a","name":"b","value":"192.0.2.1"}"#, status: 400,
            slug: "malformed-body"),
        Case(what: "spaces alone", body: "  ", status: 400, slug: "malformed-body"),
        Case(
            what: "nested too deep",
            body: String(repeating: "[", count: 65) + String(repeating: "]", count: 65), status: 413,
            slug: "content-too-large"),
        Case(
            what: "a body over a MiB", body: #"{"name":"\#(String(repeating: "a", count: 1 << 20))"}"#, status: 413,
            slug: "content-too-large"),
        Case(
            what: "a form", body: "name=a", headers: [.contentType: "application/x-www-form-urlencoded"], status: 415,
            slug: "unsupported-media-type"),
        Case(
            what: "a merge patch", body: good, headers: [.contentType: "application/merge-patch+json"], status: 415,
            slug: "unsupported-media-type"),
        Case(
            what: "another charset", body: good, headers: [.contentType: "application/json; charset=utf-16"],
            status: 415, slug: "unsupported-media-type"),
        Case(
            what: "compressed", body: good, headers: [.contentEncoding: "gzip"], status: 415,
            slug: "unsupported-media-type"),
        Case(
            what: "an Accept of something else", body: good, headers: [.accept: "text/html"], status: 406,
            slug: "not-acceptable"),
        Case(what: "an array", body: "[]", status: 422, slug: "constraint-violation"),
        Case(what: "no token", body: good, token: nil, status: 401, slug: "unauthenticated"),
        Case(what: "an unknown path", path: "/api/nothing", status: 404, slug: "not-found"),
        Case(what: "the root", method: .get, path: "/", status: 404, slug: "not-found"),
        Case(
            what: "a slash too many", method: .get, path: "/api/organizations/1/", status: 404, slug: "not-found"),
        Case(
            what: "an organization that cannot be one", method: .get,
            path: "/api/organizations/x/domains/00000000-0000-0000-0000-000000000000/dns-records", status: 404,
            slug: "not-found"),
        Case(
            what: "a domain that cannot be one", method: .get, path: "/api/organizations/1/domains/x/dns-records",
            status: 404, slug: "not-found"),
        Case(what: "PUT of a collection", method: .put, body: good, status: 405, slug: "method-not-allowed"),
    ])
    func everyRefusalIsAProblem(_ example: Case) async throws {
        try await Fixture.with { fixture in
            let path = example.path ?? fixture.records
            let reply = try await fixture.send(
                example.method, path, example.body, token: example.token, headers: example.headers)
            #expect(reply.status == example.status)
            #expect(reply.slug == example.slug)
            #expect(reply.headers[.contentType] == "application/problem+json")
            #expect(reply.headers[.requestID]?.isEmpty == false)
            #expect(reply.headers[.vary] == Answer.vary)
            #expect(reply.headers[.xContentTypeOptions] == "nosniff")
            #expect(reply.headers[.link] == (path.hasPrefix("/api") ? Answer.documentation : nil))
            let names = try #require(reply.json.object).members.map(\.name)
            #expect(
                names.prefix(9) == [
                    "@context", "@id", "@type", "type", "title", "status", "detail", "instance", "description",
                ])
            #expect(reply.json["status"]?.integer == Int64(example.status))
            #expect(reply.json["instance"]?.string == path)
        }
    }

    @Test func invalidUTF8Is400() throws {
        #expect(throws: JSONError.self) { try JSON(parsing: Array(#"{"a":""#.utf8) + [0xff] + Array(#""}"#.utf8)) }
    }

    @Test(
        arguments: [
            (nil, nil, 401, "JWT Token not found"),
            (nil, "Bearer abc.def.ghi", 401, "Invalid JWT Token"),
            (nil, "bearer x", 401, "Invalid JWT Token"),
            (nil, "Basic dTpw", 401, "JWT Token not found"),
            ("hm_nonsense", nil, 401, "Invalid API token"),
            ("", nil, 401, "Invalid API token"),
        ] as [(String?, String?, Int, String)])
    func withoutACredential(_ token: String?, _ authorization: String?, _ status: Int, _ message: String) async throws {
        try await Fixture.with { fixture in
            var headers = HTTPFields()
            headers[.apiToken] = token
            headers[.authorization] = authorization
            let reply = try await fixture.send(.get, fixture.records, token: nil, headers: headers)
            #expect(reply.status == status)
            #expect(reply.json["message"]?.string == message)
            #expect(reply.json["code"]?.integer == 401)
            #expect(reply.headers[.wwwAuthenticate] == "Bearer")
        }
    }

    @Test func twoCredentialsAre400AndBasicIsNone() async throws {
        try await Fixture.with { fixture in
            let both = try await fixture.send(.get, fixture.records, headers: [.authorization: "Bearer x"])
            #expect(both.status == 400)
            #expect(both.slug == "two-credentials")
            let basic = try await fixture.send(.get, fixture.records, headers: [.authorization: "Basic dTpw"])
            #expect(basic.status == 200)
        }
    }

    @Test func beforeItIsReadyTheAPIIsUnavailable() async throws {
        try await Fixture.with { fixture in
            fixture.readiness.withdraw()
            let reply = try await fixture.send(.get, fixture.records)
            #expect(reply.status == 503)
            #expect(reply.headers[.retryAfter] == "1")
            #expect(try await fixture.send(.get, "/readyz", token: nil).status == 503)
            #expect(try await fixture.send(.get, "/healthz", token: nil).status == 200)
        }
    }

    @Test func everyKindIsExplained() throws {
        let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
            .deletingLastPathComponent().deletingLastPathComponent()
        let page = try String(contentsOf: root.appending(path: "docs/problems.md"), encoding: .utf8)
        for kind in ProblemKind.allCases { #expect(page.contains("`\(kind.rawValue)`"), "\(kind.rawValue)") }
    }
}
