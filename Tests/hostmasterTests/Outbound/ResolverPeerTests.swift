import DNS
import NIOCore
import Outbound
import Testing

/// The resolver before a name server of another vendor.
@Suite(.serialized, .otherPrograms) struct ResolverPeerTests {
    private static let zone = """
        @ 60 SOA ns hostmaster 1 60 60 600 60
        @ 60 NS ns
        @ 60 NS ns.example.net.
        ns 60 A 127.0.0.1
        www 60 A 192.0.2.1
        www 60 A 192.0.2.2
        text 60 TXT "one" "two"
        child 60 NS ns1.child
        child 60 NS NS2.Example.org.
        ns1.child 60 A 192.0.2.53

        """ + (0..<12).map { "big 60 TXT \"\($0) \(String(repeating: "x", count: 200))\"\n" }.joined()

    let knot: Knot

    init() async throws {
        knot = try await Knot(["peer.test": Self.zone, "absent.test": nil])
    }

    /// The server answers at once, but among other tests it may take long until that is seen.
    private static var patient: StubResolver.Limits {
        var limits = StubResolver.Limits()
        (limits.wait, limits.connection) = (.seconds(120), .seconds(120))
        return limits
    }

    private func resolver(_ limits: StubResolver.Limits = patient) throws -> StubResolver {
        StubResolver(servers: [try SocketAddress(ipAddress: knot.address, port: knot.port)], limits: limits)
    }

    private func name(_ text: String) -> Name {
        guard let name = try? Name(text) else { preconditionFailure("not a name: \(text)") }
        return name
    }

    private func failure(_ body: () async throws -> Void) async -> ResolverError? {
        do {
            try await body()
            return nil
        } catch {
            return error as? ResolverError
        }
    }

    @Test func whatItSaysIsRead() async throws {
        let resolver = try self.resolver()
        for (type, owner, data) in [
            (RecordType.a, "www.peer.test.", ["192.0.2.1", "192.0.2.2"]),
            (.ns, "peer.test.", ["ns.example.net.", "ns.peer.test."]), (.txt, "text.peer.test.", [#""one" "two""#]),
            (.aaaa, "www.peer.test.", []), (.a, "none.peer.test.", []),
        ] {
            let records = try await resolver.records(type, at: name(owner))
            // Names that end as the question's does come back in its case.
            #expect(records.map { $0.text.lowercased() }.sorted() == data)
        }
        for (owner, code) in [("none.peer.test.", ResponseCode.nameError), ("www.peer.test.", .noError)] {
            let message = try await resolver.ask(name(owner), .aaaa)
            #expect(message.responseCode == code)
        }
        // It has no file of the one zone, and knows nothing of the other.
        for (owner, code) in [("www.absent.test.", ResponseCode.serverFailure), ("www.elsewhere.test.", .refused)] {
            let refusal = await failure { _ = try await resolver.ask(name(owner), .a) }
            #expect(refusal == .refused(code), "\(owner)")
        }
    }

    @Test func whatDoesNotFitComesOverTCP() async throws {
        let big = name("big.peer.test.")
        let records = try await resolver().records(.txt, at: big)
        #expect(records.count == 12)
        // Without the time for a connection there is no answer: it was none that came over UDP.
        let hurried = try resolver(Self.withoutTCP)
        let refusal = await failure { _ = try await hurried.ask(big, .txt) }
        #expect(refusal != nil)
    }

    @Test func itGivesTheNameBackAsItWasWritten() async throws {
        // Where a name comes back otherwise it is asked for over TCP, for which there is no time.
        let hurried = try resolver(Self.withoutTCP)
        let www = name("www.peer.test.")
        var written: Set<[UInt8]> = []
        for _ in 0..<20 {
            let message = try await hurried.ask(www, .a)
            #expect(message.questions.map(\.name) == [www])
            written.formUnion(message.questions.map { Array($0.name.wire) })
        }
        #expect(written.count > 10)
    }

    @Test func whatItSaysOfADelegationIsRead() async throws {
        let resolver = try self.resolver()
        let parent = Parent(resolver, .anywhere, port: knot.port)
        for (domain, expected) in [
            ("child.peer.test.", ["ns1.child.peer.test.", "ns2.example.org."]), ("www.peer.test.", []),
            ("none.peer.test.", []),
        ] {
            let nameservers = try await parent.nameservers(of: name(domain))
            #expect(nameservers.map(\.description).sorted() == expected)
        }
        let outside = Parent(resolver, .publicInternet, port: knot.port)
        let refusal = await failure { _ = try await outside.nameservers(of: name("child.peer.test.")) }
        #expect(refusal == .noServer)
    }

    private static var withoutTCP: StubResolver.Limits {
        var limits = patient
        limits.connection = .nanoseconds(1)
        return limits
    }
}
