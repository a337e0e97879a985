extension ValueForm {
    static let url = ValueForm("an absolute http or https URL") { text, _ throws(Violations) in
        do throws(WebURL.Faults) {
            return CanonicalValue(try WebURL(text).text)
        } catch {
            throw Violations(error.all.map { Violation("value", $0.code, "value: an absolute URL that \($0.wanted)") })
        }
    }

    /// One label, since the suffix of the CDN is put behind it.
    static let pullZone = ValueForm("the name of a pull zone: up to 63 letters, digits and hyphens") {
        text, _ throws(Violations) in
        guard isWord(text, longest: 63, and: "-"), text.first != "-", text.last != "-" else {
            throw Violations(
                "value", .format, "value: not a pull zone's name (1 to 63 letters, digits and inner hyphens)")
        }
        return CanonicalValue(text.lowercased())
    }

    /// A UUID, written in lower case, or another identifier as it is.
    static let script = ValueForm("the id of a script") { text, _ throws(Violations) in
        guard isWord(text, longest: 64, and: "-_") else {
            throw Violations("value", .format, "value: not a script's id (1 to 64 letters, digits, - and _)")
        }
        return CanonicalValue(Identifier.uuid(text) ?? text)
    }

    private static func isWord(_ text: String, longest: Int, and others: StaticString) -> Bool {
        let others = others.description.utf8
        return (1...longest).contains(text.utf8.count)
            && text.utf8.allSatisfy { byte in
                byte &- UInt8(ascii: "0") < 10 || (byte | 0x20) &- UInt8(ascii: "a") < 26 || others.contains(byte)
            }
    }
}
