import Hummingbird

/// One operation of the API: a row of a resource's table of routes.
struct Operation: Sendable {
    typealias Work = @Sendable (Call) async throws -> Answer

    let method: HTTPRequest.Method
    /// Below the path of the resource's table: "" or "{id}".
    let path: String
    /// The query parameters that it knows, in the order of the documentation; any other is refused.
    let query: [String]
    let work: Work

    static func get(at path: String = "", query: [String] = [], _ work: @escaping Work) -> Operation {
        Operation(method: .get, path: path, query: query, work: work)
    }

    static func post(at path: String = "", query: [String] = [], _ work: @escaping Work) -> Operation {
        Operation(method: .post, path: path, query: query, work: work)
    }

    static func delete(at path: String = "", query: [String] = [], _ work: @escaping Work) -> Operation {
        Operation(method: .delete, path: path, query: query, work: work)
    }
}
