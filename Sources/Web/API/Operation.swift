import Hummingbird

/// One operation of the API: a row of a resource's table of routes.
struct Operation: Sendable {
    typealias Work = @Sendable (Call) async throws -> Answer

    /// Who comes as far as the work, which then asks ``Access`` about the rest.
    enum Gate: Sendable, Hashable {
        /// Anybody: what is asked for is itself a way to become somebody.
        case anyone
        case caller
        /// Who logged in: not a token, which cannot do what would outlive or outgrow it.
        case person
    }

    let method: HTTPRequest.Method
    /// Below the path of the resource's table: "" or "{id}".
    let path: String
    /// The query parameters that it knows, in the order of the documentation; any other is refused.
    let query: [String]
    var gate = Gate.caller
    let work: Work
    /// What is done for those who ask for JSON lines, where that can be asked for.
    var lines: Work?
    /// What it answers with that is no JSON.
    var media: [MediaType] = []

    static func get(at path: String = "", query: [String] = [], _ work: @escaping Work) -> Operation {
        Operation(method: .get, path: path, query: query, work: work)
    }

    static func post(at path: String = "", query: [String] = [], _ work: @escaping Work) -> Operation {
        Operation(method: .post, path: path, query: query, work: work)
    }

    static func delete(at path: String = "", query: [String] = [], _ work: @escaping Work) -> Operation {
        Operation(method: .delete, path: path, query: query, work: work)
    }

    static func put(at path: String = "", query: [String] = [], _ work: @escaping Work) -> Operation {
        Operation(method: .put, path: path, query: query, work: work)
    }

    static func patch(at path: String = "", query: [String] = [], _ work: @escaping Work) -> Operation {
        Operation(method: .patch, path: path, query: query, work: work)
    }

    /// The same, which can be asked for as JSON lines too.
    func inLines(_ work: @escaping Work) -> Operation {
        var operation = self
        operation.lines = work
        return operation
    }

    /// The same, which answers with one of `media` and not with JSON.
    func answering(with media: MediaType...) -> Operation {
        var operation = self
        operation.media = media
        return operation
    }

    /// The same for those that `gate` lets through.
    func open(to gate: Gate) -> Operation {
        var operation = self
        operation.gate = gate
        return operation
    }
}
