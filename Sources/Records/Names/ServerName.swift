import DNS

/// The name of a host that the whole world is told of.
public enum ServerName {
    public static let form = "a host name, as ns1.example.net"

    /// Stricter than for a record's value, which may be meant for a network of its own: two labels at least, the last one
    /// not all digits (or it would read as an address), and no hyphen at an end of one (RFC 1123 §2.1).
    public static func read(_ text: String) -> Name? {
        guard let name = try? HostName(text, at: "name").wire, name.labelCount >= 2 else { return nil }
        let labels = name.labels
        let hyphen = UInt8(ascii: "-")
        guard labels.allSatisfy({ $0.first != hyphen && $0.last != hyphen }),
            labels.last?.allSatisfy({ $0 &- UInt8(ascii: "0") < 10 }) == false
        else { return nil }
        return name
    }
}
