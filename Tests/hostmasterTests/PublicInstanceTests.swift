import Foundation
import Records
import Testing

/// What a server learns of domains from other servers.
@Suite(.serialized, .otherPrograms) struct PublicInstanceTests {
    private static let apex = "@ 60 SOA ns hostmaster 1 60 60 600 60\n@ 60 NS ns\nns 60 A 127.0.0.1\n"

    /// Looks until what is seen is as wanted: between two looks there are five seconds.
    private func check(_ server: Server, _ id: String, until isWanted: (JSON) -> Bool) async throws -> JSON {
        for _ in 0..<60 {
            let reply = try await DomainLifeTests.call(server, "POST", "\(id)/delegation")
            #expect([200, 429].contains(reply.status), "\(reply.body)")
            if reply.status == 200, isWanted(reply.json) { return reply.json }
            try await Task.sleep(for: .milliseconds(500))
        }
        return .null
    }

    @Test func aDomainIsServedOnceItsClaimStandsInDNS() async throws {
        let name = "hostmaster-claims.org"
        let knot = try await Knot([name: Self.apex])
        let server = try await Server(options: ["--public", "--resolver", knot.endpoint])
        let made = try await DomainLifeTests.call(server, "POST", "", #"{"name":"\#(name)"}"#)
        #expect(made.status == 201, "\(made.body)")
        #expect(made.json["status"] == "pending")
        #expect(made.json["claim"]?["type"] == "TXT")
        let id = try #require(made.json["id"]?.string)
        let owner = try #require(made.json["claim"]?["name"]?.string)
        let text = try #require(made.json["claim"]?["value"]?.string)
        let www = try await DomainLifeTests.call(
            server, "POST", "\(id)/dns-records", #"{"name":"www","value":"192.0.2.1"}"#)
        #expect(www.status == 201, "\(www.body)")
        #expect(try await DomainLifeTests.code(server, name) == "REFUSED")

        // Another's text proves nothing.
        try await knot.replace(name, with: Self.apex + "\(owner). 60 TXT \"\(String(text.reversed()))\"")
        #expect(try await check(server, id) { _ in true }["status"] == "pending")
        #expect(try await DomainLifeTests.code(server, name) == "REFUSED")

        try await knot.replace(name, with: Self.apex + "\(owner). 60 TXT \"\(text)\"")
        #expect(try await check(server, id) { $0["status"] == "active" }["status"] == "active")
        #expect(try await DomainLifeTests.code(server, name) == "NOERROR")
        #expect(try await server.dig("www.\(name)", "A") == ["www.\(name). 3600 IN A 192.0.2.1"])
        let shown = try await DomainLifeTests.call(server, "GET", id)
        #expect(shown.json["status"] == "active" && shown.json["claim"] == nil)
        // What is inside is not asked for strangers, so nobody knows what the parent says.
        #expect(shown.json["delegation"]?["state"] == "unknown")

        for (name, status) in [("co.uk", 422), ("hostmaster.test", 422)] {
            let refused = try await DomainLifeTests.call(server, "POST", "", #"{"name":"\#(name)"}"#)
            #expect(refused.status == status, "\(refused.body)")
        }
    }

    /// Parents are asked on the port of DNS, which not everybody may open.
    static let parentAddress = "127.53.0.1"

    @Test(.enabled(if: Ports.isFree(53, of: PublicInstanceTests.parentAddress), "port 53 cannot be opened"))
    func whatTheParentSaysIsShown() async throws {
        let zone = Self.apex.replacing("127.0.0.1", with: Self.parentAddress)
        let delegations = "one 60 NS ns1.one\nns1.one 60 A 192.0.2.53\ntwo 60 NS ns1.two\ntwo 60 NS ns.example.net.\n"
        let knot = try await Knot(
            address: Self.parentAddress, port: 53, ["parent.test": "\(zone)\(delegations)three 60 NS ns.example.net."])
        let server = try await Server(options: ["--resolver", knot.endpoint])
        for (name, state, nameservers) in [
            ("one", "ok", ["ns1.one.parent.test"]), ("two", "partial", ["ns.example.net", "ns1.two.parent.test"]),
            ("three", "none", ["ns.example.net"]), ("four", "none", []),
        ] {
            let made = try await DomainLifeTests.call(server, "POST", "", #"{"name":"\#(name).parent.test"}"#)
            let id = try #require(made.json["id"]?.string, "\(made.body)")
            let seen = try await check(server, id) { $0["state"]?.string == state }
            #expect(seen["state"]?.string == state, "\(name)")
            let shown = try await DomainLifeTests.call(server, "GET", "\(id)/delegation").json
            #expect(shown["state"]?.string == state)
            #expect(shown["nameservers"]?.array?.compactMap(\.string) == nameservers)
            #expect(shown["checkedAt"]?.string != nil)
        }
    }
}
