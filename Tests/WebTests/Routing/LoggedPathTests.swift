import Testing

@testable import Web

@Suite struct LoggedPathTests {
    @Test(
        arguments: [
            ("/api/organizations/1", "/api/organizations/1"),
            ("/api/invitations/hmi_abc/accept", "/api/invitations/…/accept"), ("/hm_abc", "/…"), ("/", "/"), ("", ""),
            ("/hmac_1/x", "/hmac_1/x"),
        ])
    func aTokenInAPathIsNotLogged(_ path: String, _ logged: String) {
        #expect(LoggedPath.text(of: path) == logged)
    }
}
