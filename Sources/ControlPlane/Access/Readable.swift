import SQL

/// What of the records of an organization's domains a caller's permissions let it read: lists leave out the rest.
///
/// As exact as ``Access`` is with each single thing, but for the values of records, which no SQL compares.
struct Readable: Sendable {
    /// The member's list and the token's, where they have one, each with those entries that read from where the caller
    /// is. All lists bind; in each of them one entry is enough.
    private let lists: [[Permission]]

    init(_ caller: Caller, in organization: Int64) {
        lists = [caller.organizations[organization]?.permissions, caller.token?.permissions].compactMap(\.self).map {
            $0.filter { $0.verbs?.contains(.read) ?? true && $0.isOpen(to: caller.address) }
        }
    }

    /// Which records of the domain of that name, by the columns `name` and `type`; nil: all of them.
    func records(in domain: String) -> Condition? {
        Condition.allOf(
            lists.map { list in
                .anyOf(
                    list.filter { $0.covers(domain: domain) }.map { entry in
                        .allOf([.isOne("type", of: entry.types?.sorted()), .matches("name", entry.names)])
                    })
            })
    }

    /// Whether the values of records count too.
    func asksForValues(in domain: String) -> Bool {
        lists.contains { list in list.contains { $0.values != nil && $0.covers(domain: domain) } }
    }
}

/// A condition of a statement, with the values of its parameters. Nil is one that always holds.
struct Condition: Sendable {
    static let always = Condition(text: "1 = 1")
    static let never = Condition(text: "1 = 0")

    /// Each parameter is a `?`.
    private let text: String
    let values: [any SQLConvertible]

    private init(text: String, values: [any SQLConvertible] = []) {
        self.text = text
        self.values = values
    }

    /// `first` is the number of its first parameter.
    func sql(from first: Int) -> String {
        let parts = text.split(separator: "?", omittingEmptySubsequences: false)
        return zip(first..., parts.dropFirst()).reduce(String(parts[0])) { sql, next in "\(sql)$\(next.0)\(next.1)" }
    }

    static func allOf(_ conditions: [Condition?]) -> Condition? {
        let limits = conditions.compactMap(\.self)
        return limits.isEmpty ? nil : join(limits, " and ")
    }

    static func anyOf(_ conditions: [Condition?]) -> Condition? {
        guard !conditions.isEmpty else { return never }
        let limits = conditions.compactMap(\.self)
        return limits.count == conditions.count ? join(limits, " or ") : nil
    }

    static func matches(_ column: String, _ patterns: [Pattern]?) -> Condition? {
        guard let patterns else { return nil }
        // SQLite folds the case of ASCII in `like`; names have one case only.
        let wide = patterns.filter { !$0.isLiteral }.map {
            Condition(text: "\(column) like ? escape '\\'", values: [$0.like])
        }
        let literals = patterns.filter(\.isLiteral).map(\.text)
        return anyOf(literals.isEmpty ? wide : [isOne(column, of: literals)] + wide)
    }

    static func isOne(_ column: String, of values: [some SQLConvertible]?) -> Condition? {
        guard let values else { return nil }
        guard !values.isEmpty else { return never }
        let places = values.map { _ in "?" }.joined(separator: ", ")
        return Condition(text: "\(column) in (\(places))", values: values)
    }

    private static func join(_ conditions: [Condition], _ word: String) -> Condition {
        Condition(text: "(\(conditions.map(\.text).joined(separator: word)))", values: conditions.flatMap(\.values))
    }
}
