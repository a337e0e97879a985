import DNS

/// A type of record as the API knows it. What one may be stands in the table, one entry each.
public struct RecordKind: Sendable, Hashable {
    /// How `type` is written: 0 for A.
    public let number: Int

    public static let all = Definition.table.indices.map(RecordKind.init(unchecked:))

    private init(unchecked number: Int) {
        self.number = number
    }

    public init?(number: Int) {
        guard Definition.table.indices.contains(number) else { return nil }
        self.init(unchecked: number)
    }

    /// In any case: `A`, `redirect`.
    public init?(typeString: String) {
        // ASCII case alone: Unicode's would take ſrv for SRV.
        let folded = typeString.utf8.map { $0 &- UInt8(ascii: "A") < 26 ? $0 | 0x20 : $0 }
        guard let number = Definition.numbers[String(decoding: folded, as: UTF8.self)] else { return nil }
        self.init(unchecked: number)
    }

    public var definition: Definition { Definition.table[number] }
    public var typeString: String { definition.typeString }
    /// Nil for what is no resource record by itself: Redirect, Flatten, PullZone, Script.
    public var rrType: RecordType? { definition.rrType }

    public func has(_ field: Field) -> Bool {
        definition.fields.contains { $0.field == field }
    }
}

extension RecordKind {
    public static let a = RecordKind(unchecked: 0)
    public static let aaaa = RecordKind(unchecked: 1)
    public static let cname = RecordKind(unchecked: 2)
    public static let txt = RecordKind(unchecked: 3)
    public static let mx = RecordKind(unchecked: 4)
    public static let redirect = RecordKind(unchecked: 5)
    public static let flatten = RecordKind(unchecked: 6)
    public static let pullZone = RecordKind(unchecked: 7)
    public static let srv = RecordKind(unchecked: 8)
    public static let caa = RecordKind(unchecked: 9)
    public static let ptr = RecordKind(unchecked: 10)
    public static let script = RecordKind(unchecked: 11)
    public static let ns = RecordKind(unchecked: 12)
    public static let svcb = RecordKind(unchecked: 13)
    public static let https = RecordKind(unchecked: 14)
}
