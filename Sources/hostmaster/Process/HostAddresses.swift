import Foundation

enum HostAddresses {
    /// Whether the host has `::1`, as the kernel lists its addresses (if_inet6 in proc_net(5)).
    static var hasIPv6: Bool {
        let addresses = (try? String(contentsOfFile: "/proc/net/if_inet6", encoding: .utf8)) ?? ""
        return addresses.split(separator: "\n").contains { $0.hasPrefix("\(String(repeating: "0", count: 31))1 ") }
    }
}
