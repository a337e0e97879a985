import Hummingbird

/// One operation of the API: a row of a resource's table of routes.
struct Operation: Sendable {
    typealias Work = @Sendable (Call) async throws -> Answer

    let method: HTTPRequest.Method
    /// Below the path of the resource's table: "" or "{id}".
    let path: String
    let work: Work

    static func get(at path: String = "", _ work: @escaping Work) -> Operation {
        Operation(method: .get, path: path, work: work)
    }

    static func post(at path: String = "", _ work: @escaping Work) -> Operation {
        Operation(method: .post, path: path, work: work)
    }

    static func delete(at path: String = "", _ work: @escaping Work) -> Operation {
        Operation(method: .delete, path: path, work: work)
    }
}
