import HTTPTypes
import Hummingbird
import Testing

@testable import Web

@Suite struct OutputFormTests {
    struct Case: Sendable, CustomTestStringConvertible {
        let accept: String?
        let form: OutputForm?
        var testDescription: String { accept ?? "none" }
    }

    @Test(arguments: [
        Case(accept: nil, form: .jsonLD),
        Case(accept: "*/*", form: .jsonLD),
        Case(accept: "application/*", form: .jsonLD),
        Case(accept: "application/ld+json", form: .jsonLD),
        Case(accept: "application/json", form: .json),
        Case(accept: "Application/JSON; charset=utf-8", form: .json),
        Case(accept: "application/json, text/plain, */*", form: .json),
        Case(accept: "application/ld+json, application/json", form: .jsonLD),
        Case(accept: "application/json, application/ld+json", form: .json),
        Case(accept: "application/json;q=0.5, application/ld+json", form: .jsonLD),
        Case(accept: "application/json;q=0.9, */*;q=0.1", form: .json),
        Case(accept: "application/ld+json;q=0, */*", form: .json),
        Case(accept: "application/ld+json;q=0, application/json;q=0", form: nil),
        Case(accept: "text/html", form: nil),
        Case(accept: "text/html, */*;q=0", form: nil),
        Case(accept: "application/xml;q=0.9, text/html", form: nil),
        Case(accept: "nonsense", form: nil),
        Case(accept: "", form: nil),
    ])
    func choosesTheForm(_ example: Case) throws {
        var head = HTTPRequest(method: .get, scheme: nil, authority: nil, path: "/")
        if let accept = example.accept { head.headerFields[.accept] = accept }
        let request = Request(head: head, body: RequestBody(buffer: ByteBuffer()))
        guard let form = example.form else {
            #expect(throws: Problem.self) { try OutputForm(acceptedBy: request) }
            return
        }
        #expect(try OutputForm(acceptedBy: request) == form)
    }
}
