/// Names that are set aside from the DNS of everybody (RFC 6761 and RFC 6303, and IANA's registries of special-use domain
/// names and of locally served zones).
public enum SpecialUseNames {
    private static let table: [String: String] = [
        "10.in-addr.arpa": "RFC 6761", "168.192.in-addr.arpa": "RFC 6761",
        "254.169.in-addr.arpa": "RFC 6762", "8.e.f.ip6.arpa": "RFC 6762", "9.e.f.ip6.arpa": "RFC 6762",
        "a.e.f.ip6.arpa": "RFC 6762", "b.e.f.ip6.arpa": "RFC 6762", "local": "RFC 6762",
        "170.0.0.192.in-addr.arpa": "RFC 8880", "171.0.0.192.in-addr.arpa": "RFC 8880", "ipv4only.arpa": "RFC 8880",
        "0.in-addr.arpa": "RFC 6303", "127.in-addr.arpa": "RFC 6303", "255.255.255.255.in-addr.arpa": "RFC 6303",
        "2.0.192.in-addr.arpa": "RFC 6303", "100.51.198.in-addr.arpa": "RFC 6303",
        "113.0.203.in-addr.arpa": "RFC 6303", "d.f.ip6.arpa": "RFC 6303", "8.b.d.0.1.0.0.2.ip6.arpa": "RFC 6303",
        "6tisch.arpa": "RFC 9031", "alt": "RFC 9476", "eap-noob.arpa": "RFC 9140", "home.arpa": "RFC 8375",
        "resolver.arpa": "RFC 9462", "service.arpa": "RFC 9665", "onion": "RFC 7686",
        "example": "RFC 6761", "example.com": "RFC 6761", "example.net": "RFC 6761", "example.org": "RFC 6761",
        "invalid": "RFC 6761", "localhost": "RFC 6761", "test": "RFC 6761",
        // No RFC: set aside by ICANN's board in 2024.
        "internal": "ICANN",
    ]
    .merging((16...31).map { ("\($0).172.in-addr.arpa", "RFC 6761") }) { $1 }
    // :: and ::1
    .merging((0...1).map { ("\($0).\(String(repeating: "0.", count: 31))ip6.arpa", "RFC 6303") }) { $1 }
    .merging((64...127).map { ("\($0).100.in-addr.arpa", "RFC 7793") }) { $1 }

    /// What sets the name, or one above it, aside; nil for an ordinary name.
    ///
    /// - Parameter name: as `DomainName.text` has it.
    public static func source(of name: String) -> String? {
        var rest = name[...]
        while true {
            if let source = table[String(rest)] { return source }
            guard let dot = rest.firstIndex(of: ".") else { return nil }
            rest = rest[rest.index(after: dot)...]
        }
    }
}
