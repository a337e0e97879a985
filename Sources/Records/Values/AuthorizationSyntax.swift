import DNS

/// The syntax of CAA values, by tag.
enum AuthorizationSyntax {
    static let known: Set<String> = [
        "issue", "issuewild", "issuemail", "issuevmc", "iodef", "contactemail", "contactphone",
    ]

    /// What is wrong with the value, and what would be right; nothing for a tag that is not known.
    static func faults(of value: String, tag: String) -> [String] {
        switch tag {
        case "issue", "issuewild", "issuemail", "issuevmc": issuerFaults(value)
        case "iodef": isReportURL(value) ? [] : ["a mailto:, http: or https: URL"]
        case "contactemail": isMailbox(value[...]) ? [] : ["a mail address"]
        case "contactphone": isPhoneNumber(value) ? [] : ["a telephone number (+1 555 123456)"]
        default: []
        }
    }

    /// RFC 8659 §4.2: `issue-value`; RFC 9495 §3 gives issuemail the same.
    private static func issuerFaults(_ value: String) -> [String] {
        let parts = value.utf8.split(separator: UInt8(ascii: ";"), omittingEmptySubsequences: false).map(trimmed)
        var faults: [String] = []
        if !isIssuer(parts[0]) {
            faults.append(
                "\(quoted(parts[0])) is no CA's domain; write ca.example.net, or ca.example.net; key=value, or \";\" for none"
            )
        }
        // The parameters may be missing altogether, and a semicolon may end them; but none may be empty in between.
        let parameters = parts.count > 1 && parts.last?.isEmpty == true ? parts[1...].dropLast() : parts[1...]
        for parameter in parameters where !isParameter(parameter) {
            faults.append("\(quoted(parameter)) is no parameter; write key=value")
        }
        return faults
    }

    private static func isIssuer(_ text: Substring.UTF8View) -> Bool {
        text.isEmpty
            || text.split(separator: UInt8(ascii: "."), omittingEmptySubsequences: false).allSatisfy(isLabel)
    }

    private static func quoted(_ text: Substring.UTF8View) -> String { "\"\(Excerpt(Substring(text)))\"" }

    private static func isParameter(_ text: Substring.UTF8View) -> Bool {
        guard let equals = text.firstIndex(of: UInt8(ascii: "=")) else { return false }
        let value = trimmed(text[text.index(after: equals)...])
        return isLabel(trimmed(text[..<equals])) && value.allSatisfy { (0x21...0x7E).contains($0) }
    }

    /// `(ALPHA / DIGIT) *( *("-") (ALPHA / DIGIT))`
    private static func isLabel(_ text: Substring.UTF8View) -> Bool {
        let hyphen = UInt8(ascii: "-")
        guard let first = text.first, let last = text.last, first != hyphen, last != hyphen else { return false }
        return text.allSatisfy { $0 == hyphen || isAlphanumeric($0) }
    }

    /// RFC 8659 §4.4.
    private static func isReportURL(_ value: String) -> Bool {
        if value.lowercased().hasPrefix("mailto:") { return isMailbox(value.dropFirst("mailto:".count)) }
        return (try? WebURL(value)) != nil
    }

    /// No more than what no address can lack: something on both sides of an `@`, nothing that needs quotes.
    private static func isMailbox(_ value: Substring) -> Bool {
        let parts = value.split(separator: "@", omittingEmptySubsequences: false)
        return parts.count == 2 && !parts.contains("") && value.utf8.allSatisfy { (0x21...0x7E).contains($0) }
    }

    private static func isPhoneNumber(_ value: String) -> Bool {
        let digits = value.utf8.count { $0 &- UInt8(ascii: "0") < 10 }
        return digits > 0 && value.utf8.allSatisfy { $0 &- UInt8(ascii: "0") < 10 || "+-. ()".utf8.contains($0) }
    }

    private static func trimmed(_ text: Substring.UTF8View) -> Substring.UTF8View {
        let start = text.drop { $0 == 0x20 || $0 == 0x09 }
        let end = start.lastIndex { $0 != 0x20 && $0 != 0x09 }
        return end.map { start[...$0] } ?? start.prefix(0)
    }

    private static func isAlphanumeric(_ byte: UInt8) -> Bool {
        byte &- UInt8(ascii: "0") < 10 || (byte | 0x20) &- UInt8(ascii: "a") < 26
    }
}
