import Records

extension Quotas {
    /// What a limit may be. 0 allows none.
    private static let range = 0...1_000_000_000

    /// All kinds, each a number or null, so that what was read can be sent back.
    public var json: JSON { .object(JSON.Object(Kind.allCases.map { ($0.rawValue, JSON(self[$0])) })) }

    /// What a body sets, and with nil lifts; a kind that it leaves out is not in it. Null lifts all.
    public static func read(_ json: JSON, at path: String = "quotas") throws(Violations) -> [Kind: Int?] {
        var changes: [Kind: Int?] = [:]
        guard !json.isNull else {
            for kind in Kind.allCases { changes.updateValue(nil, forKey: kind) }
            return changes
        }
        var reader = try BodyReader(json, isPatch: true, path: "\(path).")
        for kind in Kind.allCases {
            if json[kind.rawValue]?.isNull == true { changes.updateValue(nil, forKey: kind) }
            if let limit = reader.integer(kind.rawValue, in: range) { changes.updateValue(limit, forKey: kind) }
        }
        try reader.finish()
        return changes
    }

    /// Out of the table, where only what was read as above is written.
    static func stored(_ text: String?) throws -> Quotas {
        guard let text else { return Quotas() }
        var quotas = Quotas()
        for (kind, limit) in try read(JSON(parsing: Array(text.utf8))) { quotas[kind] = limit }
        return quotas
    }

    var storedText: String? { isUnlimited ? nil : String(decoding: json.bytes, as: UTF8.self) }
}
