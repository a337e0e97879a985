extension FieldKind {
    /// RFC 7043 §3.2.
    static let eui48 = identifier(
        "six octets in hexadecimal with hyphens", groups: 6, size: 1, digits: 2...2, separator: "-",
        otherwise: .notAnEUI(octets: 6))
    /// RFC 7043 §4.2.
    static let eui64 = identifier(
        "eight octets in hexadecimal with hyphens", groups: 8, size: 1, digits: 2...2, separator: "-",
        otherwise: .notAnEUI(octets: 8))
    /// RFC 6742 §2.1.1, §2.3.1. Some write it without leading zeros.
    static let nodeIdentifier = identifier(
        "four groups of one to four hexadecimal digits with colons", groups: 4, size: 2, digits: 1...4, separator: ":",
        otherwise: .notANodeIdentifier)

    /// Groups of `size` octets.
    private static func identifier(
        _ summary: String, groups: Int, size: Int, digits: ClosedRange<Int>, separator: Character,
        otherwise error: FieldError
    ) -> FieldKind {
        FieldKind(
            summary,
            parse: { text, wire throws(FieldError) in
                let parts = try text.requiredWord().split(
                    separator: separator.asciiValue!, omittingEmptySubsequences: false)
                guard parts.count == groups, parts.allSatisfy({ digits.contains($0.count) }),
                    let octets = Hexadecimal.octets(
                        parts.flatMap { Array(repeating: UInt8(ascii: "0"), count: size * 2 - $0.count) + $0 })
                else { throw error }
                wire += octets
            },
            print: { octets in
                stride(from: octets.startIndex, to: octets.endIndex, by: size)
                    .map { Hexadecimal.text(octets[$0..<$0 + size]) }.joined(separator: String(separator))
            },
            taking: { wire throws(FieldError) in try wire.required(groups * size) })
    }
}
