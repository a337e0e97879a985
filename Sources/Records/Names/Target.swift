/// A host name as a value: absolute with or without a final dot, kept in lower case without it.
enum Target {
    /// - Parameter rootMeaning: what a sole dot says in this type; nil where it says nothing.
    static func read(_ text: String, underscore: Bool, root: Bool = false) throws(Violation) -> CanonicalValue {
        if text == "." {
            guard root else { throw Violation("value", .format, "value: \".\" is no host name") }
            return CanonicalValue(".", octets: [0])
        }
        let set: LabelSet = underscore ? [.underscore] : .host
        let labels: Labels
        do {
            labels = try Labels(text, allowing: set)
        } catch {
            let address = looksLikeIPv6(text) ? " (an address, where a host name belongs)" : ""
            throw Violation("value", .format, "value: \(error.message(allowing: set))\(address)")
        }
        guard !isNumeric(labels.text) else {
            throw Violation("value", .format, "value: reads as an IP address, where a host name belongs")
        }
        return CanonicalValue(String(decoding: labels.text, as: UTF8.self), octets: labels.wire + [0])
    }

    /// Nothing but digits and dots: `192.0.2.1`, and `10.1` which old resolvers take for 10.0.0.1.
    static func isNumeric(_ text: [UInt8]) -> Bool {
        text.allSatisfy { $0 == UInt8(ascii: ".") || $0 &- UInt8(ascii: "0") < 10 }
    }

    private static func looksLikeIPv6(_ text: String) -> Bool {
        text.utf8.count { $0 == UInt8(ascii: ":") } >= 2
    }
}
