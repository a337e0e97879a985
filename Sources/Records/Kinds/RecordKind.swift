import DNS

/// A type of record as the API knows it: one with an entry in the table, or any other data type of DNS, by the number
/// `1000 + n` for the code n.
public struct RecordKind: Sendable, Hashable {
    /// How `type` is written: 0 for A, 1043 for DS.
    public let number: Int

    /// Those of the table, and those of the others that have a presentation form.
    public static let all =
        Definition.table.indices.map(RecordKind.init(unchecked:))
        + RecordType.presentable.filter { Definition.others[$0] != nil }.map { RecordKind($0) }

    /// How messages name them all.
    public static let summary =
        Definition.table.enumerated().map { "\($0.offset) \($0.element.typeString)" }.joined(separator: ", ")
        + " and \(offset) + n for the DNS type with the code n"

    /// What stands before the code of a type without an entry.
    static let offset = 1000

    private init(unchecked number: Int) {
        self.number = number
    }

    private init(_ type: RecordType) {
        self.init(unchecked: Self.offset + Int(type.rawValue))
    }

    public init?(number: Int) {
        guard !Definition.table.indices.contains(number) else {
            self.init(unchecked: number)
            return
        }
        guard let code = UInt16(exactly: number - Self.offset) else { return nil }
        let type = RecordType(rawValue: code)
        guard type.isOfData, Definition.numbersByType[type] == nil else { return nil }
        self.init(type)
    }

    /// In any case: `A`, `redirect`, `ds`, `TYPE65280`.
    public init?(typeString: String) {
        // ASCII case alone: Unicode's would take ſrv for SRV.
        let folded = typeString.utf8.map { $0 &- UInt8(ascii: "A") < 26 ? $0 | 0x20 : $0 }
        if let number = Definition.numbers[String(decoding: folded, as: UTF8.self)] {
            self.init(unchecked: number)
        } else {
            guard let type = RecordType(typeString) else { return nil }
            self.init(number: Self.offset + Int(type.rawValue))
        }
    }

    /// Nil for a type that no record has.
    public init?(rrType: RecordType) {
        self.init(number: Definition.numbersByType[rrType] ?? Self.offset + Int(rrType.rawValue))
    }

    public var definition: Definition {
        guard number >= Self.offset else { return Definition.table[number] }
        let type = RecordType(rawValue: UInt16(number - Self.offset))
        return Definition.others[type] ?? Definition(of: type)
    }

    public var typeString: String { definition.typeString }
    /// Nil for what is no resource record by itself: Redirect, Flatten, PullZone, Script.
    public var rrType: RecordType? {
        number < Self.offset ? Definition.table[number].rrType : RecordType(rawValue: UInt16(number - Self.offset))
    }

    public func has(_ field: Field) -> Bool {
        definition.fields.contains { $0.field == field }
    }
}

extension RecordType {
    /// Whether records of zones can have it, but for the SOA, which is made of the domain's settings.
    fileprivate var isOfData: Bool { !isMeta && rawValue != 0 && self != .soa }
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
    public static let dname = RecordKind(.dname)
    public static let ds = RecordKind(.ds)
}
