import DNS
import NIOCore
import Testing

@testable import Outbound

@Suite struct ParentTests {
    static let parent = RealServer.Zone(
        apex: "test.",
        lines: [
            "test. 60 NS ns.test.", "ns.test. 60 A 127.0.0.1", "one.test. 60 NS ns1.one.test.",
            "one.test. 60 NS NS2.example.net.", "ns1.one.test. 60 A 192.0.2.1", "host.test. 60 A 192.0.2.2",
            "mid.test. 60 NS ns.mid.test.", "ns.mid.test. 60 A 127.0.0.2", "deep.empty.test. 60 A 192.0.2.3",
        ])
    static let middle = RealServer.Zone(
        apex: "mid.test.",
        lines: [
            "mid.test. 60 NS ns.mid.test.", "ns.mid.test. 60 A 127.0.0.2", "low.mid.test. 60 NS ns.example.org.",
        ])
    /// A child beside its parent on one server.
    static let child = RealServer.Zone(apex: "own.test.", lines: ["own.test. 60 NS ns9.example.net."])

    static func seen(_ domain: String, _ reachability: Reachability = .anywhere) async throws -> [String]? {
        var seen: [String]?
        try await RealServer.with(["127.0.0.1": [parent, child], "127.0.0.2": [middle]]) { port in
            let resolver = StubResolverTests.resolver(try SocketAddress(ipAddress: "127.0.0.1", port: port))
            let parent = Parent(resolver, reachability, port: port)
            seen = try? await parent.nameservers(of: name(domain)).map(\.description).sorted()
        }
        return seen
    }

    @Test(
        arguments: [
            ("one.test.", ["ns1.one.test.", "ns2.example.net."]), ("host.test.", []), ("none.test.", []),
            ("a.b.c.none.test.", []), ("deep.empty.test.", []), ("own.test.", ["ns9.example.net."]),
            ("mid.test.", ["ns.mid.test."]),
            // The zone in between is found by its parent's referral, with the address that comes along.
            ("low.mid.test.", ["ns.example.org."]), ("none.mid.test.", []),
            ("elsewhere.example.", nil),
        ] as [(String, [String]?)])
    func itIsWhatTheParentSays(_ domain: String, _ expected: [String]?) async throws {
        #expect(try await Self.seen(domain) == expected)
    }

    @Test func whatIsInsideIsNotAskedForStrangers() async throws {
        #expect(try await Self.seen("one.test.", .publicInternet) == nil)
    }

    @Test(arguments: [
        ("A", "192.0.2.1", false), ("A", "10.1.2.3", false), ("A", "127.0.0.1", false), ("A", "172.31.0.1", false),
        ("A", "172.32.0.1", true), ("A", "100.127.1.1", false), ("A", "169.254.169.254", false),
        ("A", "0.0.0.0", false),
        ("A", "224.0.0.1", false), ("A", "255.255.255.255", false), ("A", "9.9.9.9", true), ("A", "198.41.0.4", true),
        ("AAAA", "::1", false), ("AAAA", "fe80::1", false), ("AAAA", "fd00::1", false), ("AAAA", "2001:db8::1", false),
        ("AAAA", "::ffff:10.0.0.1", false), ("AAAA", "2002:a00:1::1", false), ("AAAA", "2620:fe::fe", true),
        ("TXT", "\"9.9.9.9\"", false),
    ])
    func anAddressIsOfThePublicInternetOrNot(_ type: String, _ text: String, _ isPublic: Bool) throws {
        let rdata = try RDATA(try #require(RecordType(type)), text: text)
        #expect((Reachability.publicInternet.address(rdata, port: 53) != nil) == isPublic)
        #expect((Reachability.anywhere.address(rdata, port: 53) != nil) == (type != "TXT"))
    }
}
