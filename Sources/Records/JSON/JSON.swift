/// A JSON value (RFC 8259) whose objects keep the order of their members.
///
/// A number that is a whole one and fits 64 bits is an `integer`, however it was spelt (`1.0`, `1e2`); every other
/// number is a `number`, or, from 2^63 on, a `numeral`.
public enum JSON: Sendable, Hashable {
    case null
    case bool(Bool)
    case integer(Int64)
    case number(Double)
    /// A number beyond 64 bits, as it was spelt: no double would say what it was.
    case numeral(String)
    case string(String)
    case array([JSON])
    case object(Object)

    public var isNull: Bool {
        guard case .null = self else { return false }
        return true
    }

    public var string: String? {
        guard case .string(let text) = self else { return nil }
        return text
    }

    public var integer: Int64? {
        guard case .integer(let value) = self else { return nil }
        return value
    }

    public var array: [JSON]? {
        guard case .array(let elements) = self else { return nil }
        return elements
    }

    public var object: Object? {
        guard case .object(let object) = self else { return nil }
        return object
    }

    /// The member of an object; nil where there is none, or where this is no object.
    public subscript(name: String) -> JSON? { object?[name] }

    /// A string, or null.
    public init(_ text: String?) {
        self = text.map(JSON.string) ?? .null
    }

    /// An integer, or null.
    public init(_ value: (some BinaryInteger)?) {
        self = value.map { .integer(Int64($0)) } ?? .null
    }
}

extension JSON: ExpressibleByStringLiteral, ExpressibleByIntegerLiteral, ExpressibleByBooleanLiteral {
    public init(stringLiteral text: String) { self = .string(text) }
    public init(integerLiteral value: Int64) { self = .integer(value) }
    public init(booleanLiteral value: Bool) { self = .bool(value) }
}

extension JSON: ExpressibleByArrayLiteral, ExpressibleByDictionaryLiteral, ExpressibleByNilLiteral {
    public init(arrayLiteral elements: JSON...) { self = .array(elements) }
    public init(dictionaryLiteral members: (String, JSON)...) { self = .object(Object(members)) }
    public init(nilLiteral: ()) { self = .null }
}
