import DNS

/// The name of a record as it is typed, relative to its domain.
struct OwnerName {
    /// Relative, lower case, A-labels; `@` for the domain itself.
    let text: String

    static let apex = OwnerName(text: "@")

    private init(text: String) {
        self.text = text
    }

    init(_ input: String, in domain: Name) throws(Violations) {
        guard input != "", input != "@" else {
            self = .apex
            return
        }
        let outside = Violation("name", .format, "name: ends in a dot but is not in \(domain)")
        guard input != "." else { throw Violations([outside]) }
        let labels: Labels
        do {
            labels = try Labels(input, allowing: .owner)
        } catch {
            var violations = error.violations(on: "name", allowing: .owner)
            if Self.isOutside(domain, error) { violations.note(outside) }
            throw violations
        }
        if let relative = Self.below(domain, labels) {
            self.init(text: relative.isEmpty ? "@" : String(decoding: relative, as: UTF8.self))
            return
        }
        guard !labels.isAbsolute else { throw Violations([outside]) }
        guard labels.wire.count + domain.wire.count <= 255 else {
            throw Violations("name", .format, "name: with the domain's name it has more than 253 characters")
        }
        self.init(text: String(decoding: labels.text, as: UTF8.self))
    }

    /// Whether a name with faults has this one, too. Dots at its end are no more than that: which was meant?
    private static func isOutside(_ domain: Name, _ errors: LabelErrors) -> Bool {
        guard errors.isAbsolute, let last = errors.text.last, last != UInt8(ascii: ".") else { return false }
        return !".\(String(decoding: errors.text, as: UTF8.self)).".hasSuffix(".\(domain.canonical)")
    }

    /// What stands before the domain's own name; nil if the name does not end in it.
    private static func below(_ domain: Name, _ labels: Labels) -> ArraySlice<UInt8>? {
        let suffix = domain.canonical.wire.dropLast()
        var position = 0
        while labels.wire.count - position > suffix.count {
            position += Int(labels.wire[position]) + 1
        }
        guard labels.wire.count - position == suffix.count, labels.wire[position...] == suffix else { return nil }
        return labels.text.prefix(max(0, position - 1))
    }
}
