/// A host name as a value: absolute with or without a final dot, kept in lower case without it.
enum Target {
    /// - Parameter root: whether a sole dot says something in this type.
    static func read(_ text: String, underscore: Bool, root: Bool = false) throws(Violations) -> CanonicalValue {
        if text == "." {
            guard root else { throw Violations("value", .format, "value: \".\" is no host name") }
            return CanonicalValue(".", octets: [0])
        }
        let set: LabelSet = underscore ? [.underscore] : .host
        let labels: Labels
        do {
            labels = try Labels(text, allowing: set)
        } catch {
            var violations = error.violations(on: "value", allowing: set)
            if looksLikeIPv6(text) { violations.amendFirst { $0 + " (an address, where a host name belongs)" } }
            throw violations
        }
        guard !isNumeric(labels.text) else {
            throw Violations("value", .format, "value: reads as an IP address, where a host name belongs")
        }
        return CanonicalValue(String(decoding: labels.text, as: UTF8.self), octets: labels.wire + [0])
    }

    /// What a zone file has as an absolute name.
    static func written(_ presented: Substring) -> String {
        presented.utf8.count > 1 && presented.last == "." ? String(presented.dropLast()) : String(presented)
    }

    /// Nothing but digits and dots: `192.0.2.1`, and `10.1` which old resolvers take for 10.0.0.1.
    static func isNumeric(_ text: [UInt8]) -> Bool {
        text.allSatisfy { $0 == UInt8(ascii: ".") || $0 &- UInt8(ascii: "0") < 10 }
    }

    private static func looksLikeIPv6(_ text: String) -> Bool {
        text.utf8.count { $0 == UInt8(ascii: ":") } >= 2
    }
}
