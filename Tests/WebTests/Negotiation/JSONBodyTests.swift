import HTTPTypes
import Hummingbird
import NIOCore
import Testing

@testable import Web

@Suite struct JSONBodyTests {
    @Test(
        arguments: [
            (.post, "application/json", true), (.post, "application/ld+json", true),
            (.post, "application/merge-patch+json", false), (.put, "application/merge-patch+json", false),
            (.patch, "application/merge-patch+json", true), (.patch, "application/json; charset=utf-8", true),
            (.patch, "application/ld+json", false), (.patch, "application/json-patch+json", false),
        ] as [(HTTPRequest.Method, String, Bool)])
    func aMethodTakesItsForms(_ method: HTTPRequest.Method, _ form: String, _ isTaken: Bool) async throws {
        let head = HTTPRequest(
            method: method, scheme: "http", authority: "localhost", path: "/", headerFields: [.contentType: form])
        let request = Request(head: head, body: RequestBody(buffer: ByteBuffer(string: "{}")))
        do {
            _ = try await JSONBody.read(request)
            #expect(isTaken)
        } catch let problem as Problem {
            #expect(!isTaken)
            #expect(problem.kind == .unsupportedMediaType)
            #expect(problem.headers[.acceptPatch] == (method == .patch ? problem.headers[.accept] : nil))
        }
    }
}
