/// The names under which strangers register theirs, by the list of publicsuffix.org.
public struct PublicSuffixList: Sendable {
    /// In A-labels, lower case; those of wildcards without the `*.`, those of exceptions without the `!`.
    private var rules: Set<String> = []
    private var wildcards: Set<String> = []
    private var exceptions: Set<String> = []

    /// Without rules: every name of one label is a public suffix, and no other.
    public init() {}

    /// Out of the list's own form: a rule a line, up to the first white space; `//` begins a comment.
    public init(parsing text: String) {
        for line in text.utf8.split(whereSeparator: { $0 == UInt8(ascii: "\n") || $0 == UInt8(ascii: "\r") }) {
            guard let word = line.split(whereSeparator: { $0 == UInt8(ascii: " ") || $0 == UInt8(ascii: "\t") }).first,
                !word.starts(with: "//".utf8)
            else { continue }
            add(String(word) ?? "")
        }
    }

    private mutating func add(_ rule: String) {
        if rule.hasPrefix("!") {
            if let name = Self.name(rule.dropFirst()) { exceptions.insert(name) }
        } else if rule.hasPrefix("*.") {
            if let name = Self.name(rule.dropFirst(2)) { wildcards.insert(name) }
        } else if let name = Self.name(rule[...]) {
            rules.insert(name)
        }
    }

    /// Nil for a rule that no name can match.
    private static func name(_ text: Substring) -> String? {
        guard text.utf8.contains(where: { $0 >= 0x80 }) else { return text.lowercased() }
        return (try? DomainName(String(text)))?.text
    }

    public var isEmpty: Bool { rules.isEmpty }

    /// - Parameter name: as `DomainName.text` has it.
    public func contains(_ name: String) -> Bool {
        guard let dot = name.firstIndex(of: ".") else { return true }
        if exceptions.contains(name) { return false }
        // What stands right below `*.ck` is one, and so must be `ck`, or its owner would have all of them.
        return rules.contains(name) || wildcards.contains(name)
            || wildcards.contains(String(name[name.index(after: dot)...]))
    }
}
