import ControlPlane
import HTTPTypes
import Hummingbird

/// All routes, and what is said where there is none.
struct RouteTable: Sendable {
    private struct Place: Sendable {
        let template: PathTemplate
        var answers: [HTTPRequest.Method: Route.Answer] = [:]
        var allow = ""
    }

    // By number of segments: what cannot match is not looked at.
    private var places: [Int: [Place]] = [:]
    /// What is possible somewhere.
    private let allow: String

    init(_ routes: [Route]) {
        for route in routes {
            let template = PathTemplate(route.path)
            var candidates = places[template.segments.count] ?? []
            let index = candidates.firstIndex { $0.template == template } ?? candidates.count
            if index == candidates.count { candidates.append(Place(template: template)) }
            candidates[index].answers[route.method] = route.answer
            candidates[index].allow = Self.allow(candidates[index].answers.keys)
            places[template.segments.count] = candidates
        }
        allow = Self.allow(Set(routes.map(\.method)))
    }

    func answer(_ request: Request, from address: IPAddress? = nil) async throws -> Response {
        guard request.uri.path.hasPrefix("/") else { return try answerForAll(request.method) }
        let path = PathTemplate.cut(request.uri.path)
        for place in places[path.count] ?? [] {
            guard let parameters = place.template.match(path) else { continue }
            return try await answer(Incoming(request: request, address: address, parameters: parameters), at: place)
        }
        throw Problem.notFound
    }

    /// Where no path is named: OPTIONS may ask about the server as a whole (RFC 9112 §3.2.4).
    private func answerForAll(_ method: HTTPRequest.Method) throws(Problem) -> Response {
        switch method {
        case .options: Response(status: .noContent, headers: [.allow: allow])
        case .connect: throw .methodNotAllowed(method, allow: allow)
        default: throw Problem(.badRequest, "The request target is no path.")
        }
    }

    private func answer(_ incoming: Incoming, at place: Place) async throws -> Response {
        let method = incoming.request.method
        if let answer = place.answers[method] { return try await answer(incoming) }
        switch method {
        case .head:
            guard let answer = place.answers[.get] else { break }
            return try await answer(incoming).createHeadResponse()
        case .options: return Response(status: .noContent, headers: [.allow: place.allow])
        default: break
        }
        throw Problem.methodNotAllowed(method, allow: place.allow)
    }

    private static func allow(_ methods: some Collection<HTTPRequest.Method>) -> String {
        let implied: [HTTPRequest.Method] = methods.contains(.get) ? [.head, .options] : [.options]
        let order: [HTTPRequest.Method] = [.get, .head, .post, .put, .patch, .delete, .options]
        return order.filter { methods.contains($0) || implied.contains($0) }.map(\.rawValue).joined(separator: ", ")
    }
}
