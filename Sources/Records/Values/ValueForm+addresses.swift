import DNS

extension ValueForm {
    static let ipv4 = ValueForm("an IPv4 address, four decimals from 0 to 255 without leading zeros") {
        text, _ throws(Violations) in
        guard let address = IPv4Address(text) else {
            let hint = IPv6Address(text) == nil ? "" : "; type AAAA takes IPv6 addresses"
            throw Violations(
                "value", .format, "value: not an IPv4 address (four decimals without leading zeros)\(hint)")
        }
        return CanonicalValue(address.description, octets: address.octets)
    }

    static let ipv6 = ValueForm("an IPv6 address without a zone") { text, _ throws(Violations) in
        guard let address = IPv6Address(text) else {
            let hint = IPv4Address(text) == nil ? "" : "; type A takes IPv4 addresses"
            throw Violations("value", .format, "value: not an IPv6 address without a zone\(hint)")
        }
        return CanonicalValue(address.description, octets: address.octets)
    }
}
