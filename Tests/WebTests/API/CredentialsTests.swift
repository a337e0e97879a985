import ControlPlane
import HTTPTypes
import Records
import Testing

@testable import Web

@Suite struct CredentialsTests {
    @Test func aLoginsTokenGoesWhereAnAPITokenGoes() async throws {
        try await Fixture.with { fixture in
            let token = try await fixture.accessToken()
            for scheme in ["Bearer", "bearer", "BEARER "] {
                let headers: HTTPFields = [.authorization: "\(scheme) \(token)"]
                #expect(try await fixture.send(.get, fixture.records, token: nil, headers: headers).status == 200)
            }
            let stranger = try await fixture.accessToken(of: "theirs@example.com")
            #expect(try await fixture.send(.get, fixture.records, bearer: stranger).status == 404)
        }
    }

    @Test func neitherIsTakenForTheOther() async throws {
        try await Fixture.with { fixture in
            let token = try await fixture.accessToken()
            #expect(try await fixture.send(.get, fixture.records).status == 200)
            let asBearer = try await fixture.send(.get, fixture.records, bearer: fixture.ours.token)
            #expect(asBearer.json["message"]?.string == "Invalid JWT Token")
            let asToken = try await fixture.send(.get, fixture.records, token: token)
            #expect(asToken.json["message"]?.string == "Invalid API token")
        }
    }
}
