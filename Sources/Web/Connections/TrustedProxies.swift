import ControlPlane
import HTTPTypes

/// The proxies in front of us whose word for where a request came from is taken.
public struct TrustedProxies: Sendable {
    private let networks: [AddressPrefix]

    public init(_ networks: [AddressPrefix] = []) {
        self.networks = networks
    }

    /// Where a request came from that reached us from `peer`: the last of those whom it passed that is not one of ours.
    /// Throws 400 where one of ours named something else than an address: what it meant decides who may do what.
    ///
    /// Each proxy adds the address from which it was reached at the end of X-Forwarded-For; what stands before that of a
    /// stranger is the stranger's word.
    func origin(of fields: HTTPFields, from peer: IPAddress?) throws(Problem) -> IPAddress? {
        guard !networks.isEmpty, var origin = peer, isTrusted(origin) else { return peer }
        let elements = fields[values: .forwardedFor].flatMap { $0.split(separator: ",") }.map(\.trimmed)
        for element in elements.reversed() where !element.isEmpty {
            guard let address = IPAddress(Self.address(in: element)) else {
                throw Problem(.badRequest, "X-Forwarded-For: a trusted proxy has added what is no address")
            }
            origin = address
            guard isTrusted(origin) else { break }
        }
        return origin
    }

    private func isTrusted(_ address: IPAddress) -> Bool { networks.contains { $0.contains(address) } }

    /// Some add the port, and put IPv6 in brackets for it.
    private static func address(in element: Substring) -> Substring {
        if element.first == "[" { return element.dropFirst().prefix { $0 != "]" } }
        // One colon parts an IPv4 address from its port; IPv6 alone has two at least.
        guard let colon = element.firstIndex(of: ":"), colon == element.lastIndex(of: ":") else { return element }
        return element[..<colon]
    }
}
