import ControlPlane
import HTTPTypes
import Hummingbird
import Testing

@testable import Web

@Suite struct TrustedProxiesTests {
    static let proxies = TrustedProxies(
        ["10.0.0.0/8", "192.0.2.1", "2001:db8:1::/48"].compactMap { AddressPrefix($0) })

    static func fields(_ values: [String]) -> HTTPFields {
        var fields = HTTPFields()
        for value in values { fields.append(HTTPField(name: .forwardedFor, value: value)) }
        return fields
    }

    @Test(
        arguments: [
            // Who is not trusted says nothing.
            ("203.0.113.9", ["198.51.100.1"], "203.0.113.9"), ("192.0.2.2", ["rubbish"], "192.0.2.2"),
            ("10.0.0.1", [], "10.0.0.1"), ("10.0.0.1", [""], "10.0.0.1"),
            ("10.0.0.1", ["198.51.100.1"], "198.51.100.1"), ("192.0.2.1", ["2001:db8::7"], "2001:db8::7"),
            ("2001:db8:1::1", ["198.51.100.1"], "198.51.100.1"),
            // The rightmost that is not one of ours: what stands before it, it may have made up.
            ("10.0.0.1", ["1.2.3.4, 198.51.100.1"], "198.51.100.1"),
            ("10.0.0.1", ["rubbish, 198.51.100.1"], "198.51.100.1"),
            ("10.0.0.1", ["1.2.3.4", "198.51.100.1, 10.1.1.1"], "198.51.100.1"),
            ("10.0.0.1", ["198.51.100.1 ,\t10.1.1.1, 192.0.2.1"], "198.51.100.1"),
            ("10.0.0.1", ["198.51.100.1, , 10.1.1.1,"], "198.51.100.1"),
            // All of them are ours: the one that was the first.
            ("10.0.0.1", ["10.3.3.3, 10.2.2.2"], "10.3.3.3"),
            // IPv4 in the clothes of IPv6, on both sides.
            ("::ffff:10.0.0.1", ["::ffff:198.51.100.1"], "198.51.100.1"),
            ("10.0.0.1", ["198.51.100.1, ::ffff:10.1.1.1"], "198.51.100.1"),
            // With a port.
            ("10.0.0.1", ["198.51.100.1:4711"], "198.51.100.1"), ("10.0.0.1", ["[2001:db8::7]:4711"], "2001:db8::7"),
            ("10.0.0.1", ["[2001:db8::7]"], "2001:db8::7"),
        ] as [(String, [String], String)])
    func theLastThatIsNotOurs(_ peer: String, _ values: [String], _ origin: String) throws {
        let found = try Self.proxies.origin(of: Self.fields(values), from: IPAddress(peer))
        #expect(found == IPAddress(origin))
    }

    @Test(arguments: ["unknown", "_hidden", "198.51.100.1, 300.1.1.1", "198.51.100.1, example.com", "1.2.3.4.5", ":80"])
    func whatATrustedProxyAddedMustBeAnAddress(_ value: String) {
        let problem = #expect(throws: Problem.self) {
            try Self.proxies.origin(of: Self.fields([value]), from: IPAddress("10.0.0.1"))
        }
        #expect(problem?.kind == .badRequest)
        #expect(problem?.detail.hasPrefix("X-Forwarded-For: ") == true)
    }

    @Test func withoutProxiesThePeerIsWhoItIs() throws {
        let found = try TrustedProxies().origin(of: Self.fields(["198.51.100.1"]), from: IPAddress("10.0.0.1"))
        #expect(found == IPAddress("10.0.0.1"))
        #expect(try TrustedProxies().origin(of: [:], from: nil) == nil)
    }
}
