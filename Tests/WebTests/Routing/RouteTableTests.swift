import HTTPTypes
import Testing

@testable import Web

@Suite struct RouteTableTests {
    @Test(arguments: [
        ("PUT", "", "GET, HEAD, POST, OPTIONS"), ("PATCH", "", "GET, HEAD, POST, OPTIONS"),
        ("DELETE", "", "GET, HEAD, POST, OPTIONS"), ("POST", "/1", "GET, HEAD, PATCH, DELETE, OPTIONS"),
        ("BREW", "/1", "GET, HEAD, PATCH, DELETE, OPTIONS"),
    ])
    func anotherMethodIs405WithAllow(_ name: String, _ below: String, _ allow: String) async throws {
        let method = try #require(HTTPRequest.Method(name))
        try await Fixture.with { fixture in
            let reply = try await fixture.send(method, fixture.records + below)
            #expect(reply.status == 405)
            #expect(reply.headers[.allow] == allow)
        }
    }

    @Test func optionsTellsWhatIsPossible() async throws {
        try await Fixture.with { fixture in
            let reply = try await fixture.send(.options, fixture.records, token: nil)
            #expect(reply.status == 204)
            #expect(reply.headers[.allow] == "GET, HEAD, POST, OPTIONS")
        }
    }

    @Test(arguments: [
        ("abc-1.2:3/4", true), ("spaces are not", false), ("\"quoted\"", false),
        (String(repeating: "a", count: 129), false),
    ])
    func aSaneRequestIdIsEchoed(_ id: String, _ isEchoed: Bool) async throws {
        try await Fixture.with { fixture in
            let reply = try await fixture.send(.get, "/healthz", token: nil, headers: [.requestID: id])
            #expect((reply.headers[.requestID] == id) == isEchoed)
            #expect(reply.headers[.requestID]?.isEmpty == false)
        }
    }
}
