import NIOCore
import Testing

@testable import Outbound

@Suite struct SystemResolversTests {
    @Test func whatResolvConfNamesIsAsked() {
        let text = """
            # made by hand
            search example.net
            nameserver 192.0.2.53
            nameserver\t2001:db8::53
            options edns0
            nameserver nonsense
            ; nameserver 192.0.2.1
            nameserver
            """
        let servers = SystemResolvers.servers(of: text)
        #expect(servers.map { $0.ipAddress } == ["192.0.2.53", "2001:db8::53"])
        #expect(servers.allSatisfy { $0.port == 53 })
    }

    @Test func whereNoneIsNamedThisMachineIsAsked() {
        #expect(SystemResolvers.servers(in: "/nonexistent").map { $0.ipAddress } == ["127.0.0.1"])
    }
}
