import Hummingbird

/// A strong entity tag `"{version}-{variant}"`: the version is the thing's, the variant that of this writing of it.
struct EntityTag: Sendable, Hashable, CustomStringConvertible {
    let version: Int64
    let variant: String

    var description: String { "\"\(version)-\(variant)\"" }

    /// Whether If-None-Match names it: weak comparison of the whole (RFC 9110 §13.1.2).
    func isNamed(by field: String?) -> Bool {
        guard let field else { return false }
        return Self.elements(of: field).contains { element in
            element == "*" || (element.hasPrefix("W/") ? element.dropFirst(2) : element) == description
        }
    }

    private static func elements(of field: String) -> [Substring] {
        field.split(separator: ",").map(\.trimmed)
    }
}

extension EntityTag {
    /// What If-Match lets through (RFC 9110 §13.1.1).
    enum Condition: Sendable, Hashable {
        case any
        case versions(Set<Int64>)

        /// Nil without the field. Tags are compared by version alone; a weak one never matches.
        init?(ifMatch field: String?) {
            guard let field else { return nil }
            let elements = elements(of: field)
            self = elements == ["*"] ? .any : .versions(Set(elements.compactMap(Self.version)))
        }

        private static func version(of tag: Substring) -> Int64? {
            guard tag.first == "\"", tag.last == "\"", tag.count > 2 else { return nil }
            let parts = tag.dropFirst().dropLast().split(separator: "-", maxSplits: 1)
            return parts.first.flatMap { Int64($0) }
        }
    }
}
