import Records

extension Permission {
    /// How many entries one list may have, how many elements one limit, all limits together, and all `values`: in the
    /// line each edit may be compared with all of them.
    static let entryLimit = 50
    private static let elementLimit = 100
    private static let listLimit = 500
    private static let valueLimit = 100

    /// Reads a list of entries as the API has it; all that is wrong is told at once, below `path`.
    public static func read(_ json: JSON, at path: String = "permissions") throws(Violations) -> [Permission] {
        guard let entries = json.array else {
            throw Violations([Violation(path, .type, "\(path): not an array of entries")])
        }
        // Neither everything nor nothing: who sends an empty list may have meant the one or the other.
        guard (1...entryLimit).contains(entries.count) else {
            let wanted = "1 to \(entryLimit) entries; left out, nothing is limited"
            throw Violations([Violation(path, .range, "\(path): \(entries.count) entries, not \(wanted)")])
        }
        var permissions: [Permission] = []
        var violations = Violations()
        for (i, entry) in entries.enumerated() {
            do throws(Violations) {
                permissions.append(try Permission(entry, at: "\(path)[\(i)]."))
            } catch {
                violations.note(error)
            }
        }
        let elements = permissions.reduce(0) { $0 + $1.elementCount }
        if elements > listLimit {
            violations.note(Violation(path, .range, "\(path): \(elements) elements, not at most \(listLimit) in all"))
        }
        let values = permissions.reduce(0) { $0 + ($1.values?.count ?? 0) }
        if values > valueLimit {
            violations.note(Violation(path, .range, "\(path): \(values) values, not at most \(valueLimit) in all"))
        }
        guard violations.isEmpty else { throw violations }
        return permissions
    }

    /// Out of the table, where only what was read as above is written.
    static func stored(_ text: String) throws -> [Permission] {
        try read(JSON(parsing: Array(text.utf8)))
    }

    private init(_ json: JSON, at path: String) throws(Violations) {
        var reader = try BodyReader(json, path: path)
        // An empty one would allow nothing, and its sender may have meant no limit.
        let limit = Self.elementLimit
        verbs = reader.list("verbs", least: 1, limit: limit, Self.verb).map { Set($0) }
        domains = reader.list("domains", least: 1, limit: limit, Self.domain)
        names = reader.list("names", least: 1, limit: limit, Self.name)
        types = reader.list("types", least: 1, limit: limit, Self.type).map { Set($0) }
        values = reader.list("values", least: 1, limit: limit, Self.value)
        maxTTL = reader.integer("maxTtl", in: 15...86_400)
        networks = reader.list("networks", least: 1, limit: limit, Self.network)
        try reader.finish()
    }

    /// How much there is to compare with.
    var elementCount: Int {
        [verbs?.count, domains?.count, names?.count, types?.count, values?.count, networks?.count]
            .reduce(0) { $0 + ($1 ?? 0) }
    }

    private static func verb(_ json: JSON, _ path: String) throws(Violation) -> Access.Verb {
        let wanted = "one of \(Access.Verb.allCases.map(\.rawValue).joined(separator: ", "))"
        guard let verb = Access.Verb(rawValue: try text(json, path, wanted)) else {
            throw Violation(path, .format, "\(path): not \(wanted)")
        }
        return verb
    }

    private static func domain(_ json: JSON, _ path: String) throws(Violation) -> Pattern {
        let wanted = "the name of a domain in A-labels, in which * stands for any run of characters"
        let text = try text(json, path, wanted)
        // Names of domains are kept without the final dot.
        return try pattern(text.hasSuffix(".") ? text.dropLast() : text[...], path, wanted)
    }

    private static func name(_ json: JSON, _ path: String) throws(Violation) -> Pattern {
        let wanted = """
            the name of a record relative to its domain, in A-labels, in which * stands for any run of characters, or @
            """
        let text = try text(json, path, wanted)
        return text == "@" ? Pattern(text) : try pattern(text[...], path, wanted)
    }

    /// A pattern of names, in lower case as they are. What no name has would make a limit that allows nothing.
    private static func pattern(_ text: Substring, _ path: String, _ wanted: String) throws(Violation) -> Pattern {
        guard (1...253).contains(text.utf8.count), text.utf8.allSatisfy(isOfNames), text.last != "." else {
            throw Violation(path, .format, "\(path): not \(wanted)")
        }
        return Pattern(text.lowercased())
    }

    private static func isOfNames(_ octet: UInt8) -> Bool {
        switch octet {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
            UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"), UInt8(ascii: "_"), UInt8(ascii: "/"),
            UInt8(ascii: "."), UInt8(ascii: "*"):
            true
        default: false
        }
    }

    private static func type(_ json: JSON, _ path: String) throws(Violation) -> Int {
        if let number = json.integer, let kind = RecordKind(number: Int(number)) { return kind.number }
        if let text = json.string, let kind = RecordKind(typeString: text) { return kind.number }
        throw Violation(path, .format, "\(path): not a record type, by number or by name")
    }

    private static func value(_ json: JSON, _ path: String) throws(Violation) -> Value {
        let text = try text(json, path, "an address prefix, or a value in which * stands for any run of characters")
        if let prefix = AddressPrefix(text) {
            // It would be about A records, and reads as if it were about AAAA.
            guard prefix.isIPv6 == text.contains(":") else {
                throw Violation(path, .format, "\(path): not an address prefix in its own form, \(prefix)")
            }
            return .prefix(prefix)
        }
        // `192.0.2.1/24` is meant as a prefix, and would allow nothing as a text.
        guard !text.contains("/") || IPAddress(text.prefix { $0 != "/" }) == nil else {
            throw Violation(path, .format, "\(path): not an address prefix: bits are set beyond its length")
        }
        return .pattern(Pattern(text))
    }

    private static func network(_ json: JSON, _ path: String) throws(Violation) -> AddressPrefix {
        let wanted = "an address prefix without bits beyond its length, as 203.0.113.0/24 or 2001:db8::/32"
        guard let prefix = AddressPrefix(try text(json, path, wanted)) else {
            throw Violation(path, .format, "\(path): not \(wanted)")
        }
        return prefix
    }

    private static func text(_ json: JSON, _ path: String, _ wanted: String) throws(Violation) -> String {
        let text = try json.text(at: path, wanted)
        guard (1...1_000).contains(text.utf8.count) else {
            throw Violation(path, .format, "\(path): not \(wanted)")
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
