import Records

extension Permission {
    /// How many entries one list may have, and how many elements one limit.
    static let entryLimit = 50
    private static let elementLimit = 100

    /// Reads a list of entries as the API has it; all that is wrong is told at once, below `path`.
    public static func read(_ json: JSON, at path: String = "permissions") throws(Violations) -> [Permission] {
        guard let entries = json.array, entries.count <= entryLimit else {
            throw Violations([Violation(path, .type, "\(path): not an array of at most \(entryLimit) entries")])
        }
        var permissions: [Permission] = []
        var violations: [Violation] = []
        for (i, entry) in entries.enumerated() {
            do throws(Violations) {
                permissions.append(try Permission(entry, at: "\(path)[\(i)]."))
            } catch {
                violations += error.all
            }
        }
        guard violations.isEmpty else { throw Violations(violations) }
        return permissions
    }

    /// Out of the table, where only what was read as above is written.
    static func stored(_ text: String) throws -> [Permission] {
        try read(JSON(parsing: Array(text.utf8)))
    }

    private init(_ json: JSON, at path: String) throws(Violations) {
        var reader = try BodyReader(json, path: path)
        let limit = Self.elementLimit
        verbs = reader.list("verbs", limit: limit, Self.verb).map { Set($0) }
        domains = reader.list("domains", limit: limit, Self.pattern)
        names = reader.list("names", limit: limit, Self.pattern)
        types = reader.list("types", limit: limit, Self.type).map { Set($0) }
        values = reader.list("values", limit: limit, Self.value)
        maxTTL = reader.integer("maxTtl", in: 15...86_400)
        networks = reader.list("networks", limit: limit, Self.network)
        try reader.finish()
    }

    private static func verb(_ json: JSON, _ path: String) throws(Violation) -> Access.Verb {
        let wanted = "one of \(Access.Verb.allCases.map(\.rawValue).joined(separator: ", "))"
        guard let verb = Access.Verb(rawValue: try text(json, path, wanted)) else {
            throw Violation(path, .format, "\(path): not \(wanted)")
        }
        return verb
    }

    private static func pattern(_ json: JSON, _ path: String) throws(Violation) -> Pattern {
        let text = try text(json, path, "a name, in which * stands for any run of characters").lowercased()
        // Stored without the final dot, as the names that it is compared with.
        return Pattern(text.hasSuffix(".") ? String(text.dropLast()) : text)
    }

    private static func type(_ json: JSON, _ path: String) throws(Violation) -> Int {
        if let number = json.integer, let kind = RecordKind(number: Int(number)) { return kind.number }
        if let text = json.string, let kind = RecordKind(typeString: text) { return kind.number }
        throw Violation(path, .format, "\(path): not a record type, by number or by name")
    }

    private static func value(_ json: JSON, _ path: String) throws(Violation) -> Value {
        let text = try text(json, path, "an address prefix, or a value in which * stands for any run of characters")
        return AddressPrefix(text).map(Value.prefix) ?? .pattern(Pattern(text))
    }

    private static func network(_ json: JSON, _ path: String) throws(Violation) -> AddressPrefix {
        let wanted = "an address prefix, as 203.0.113.0/24 or 2001:db8::/32"
        guard let prefix = AddressPrefix(try text(json, path, wanted)) else {
            throw Violation(path, .format, "\(path): not \(wanted)")
        }
        return prefix
    }

    private static func text(_ json: JSON, _ path: String, _ wanted: String) throws(Violation) -> String {
        guard let text = json.string, (1...1_000).contains(text.utf8.count) else {
            throw Violation(path, .type, "\(path): not \(wanted)")
        }
        return text
    }
}

extension Permission {
    /// As it is shown and stored; what is no limit is left out.
    public var json: JSON {
        var members = JSON.Object()
        if let verbs {
            let ordered = Access.Verb.allCases.filter(verbs.contains)
            members.append("verbs", .array(ordered.map { .string($0.rawValue) }))
        }
        if let domains { members.append("domains", .array(domains.map { .string($0.text) })) }
        if let names { members.append("names", .array(names.map { .string($0.text) })) }
        if let types { members.append("types", .array(types.sorted().map { .integer(Int64($0)) })) }
        if let values { members.append("values", .array(values.map { .string($0.text) })) }
        if let maxTTL { members.append("maxTtl", .integer(Int64(maxTTL))) }
        if let networks { members.append("networks", .array(networks.map { .string($0.description) })) }
        return .object(members)
    }

    static func storedText(of permissions: [Permission]?) -> String? {
        permissions.map { String(decoding: JSON.array($0.map(\.json)).bytes, as: UTF8.self) }
    }
}

extension Permission.Value {
    var text: String {
        switch self {
        case .prefix(let prefix): prefix.description
        case .pattern(let pattern): pattern.text
        }
    }
}
