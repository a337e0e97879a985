extension JSON {
    /// Reads one JSON text (RFC 8259), strictly: UTF-8 only, no member twice, nothing after the value.
    public init(parsing bytes: [UInt8], maximumDepth: Int = 64) throws(JSONError) {
        var parser = JSONParser(bytes, maximumDepth: maximumDepth)
        self = try parser.text()
    }
}

/// Walks over octets once; makes a `String` only where one is a result.
struct JSONParser {
    private let bytes: [UInt8]
    private let maximumDepth: Int
    private var position = 0

    init(_ bytes: [UInt8], maximumDepth: Int) {
        self.bytes = bytes
        self.maximumDepth = maximumDepth
    }

    mutating func text() throws(JSONError) -> JSON {
        skipSpace()
        guard position < bytes.count else { throw error(.empty) }
        let value = try value(depth: 0)
        skipSpace()
        guard position == bytes.count else { throw error(.trailing) }
        return value
    }

    private mutating func value(depth: Int) throws(JSONError) -> JSON {
        guard position < bytes.count else { throw error(.truncated) }
        switch bytes[position] {
        case UInt8(ascii: "{"): return try object(depth: depth + 1)
        case UInt8(ascii: "["): return try array(depth: depth + 1)
        case UInt8(ascii: "\""): return .string(try string())
        case UInt8(ascii: "t"): return try literal("true", .bool(true))
        case UInt8(ascii: "f"): return try literal("false", .bool(false))
        case UInt8(ascii: "n"): return try literal("null", .null)
        case UInt8(ascii: "-"), UInt8(ascii: "0")...UInt8(ascii: "9"): return try number()
        default: throw error(.unexpected)
        }
    }

    private mutating func object(depth: Int) throws(JSONError) -> JSON {
        guard depth <= maximumDepth else { throw error(.depth(maximumDepth)) }
        var object = JSON.Object()
        var names = MemberNames()
        position += 1
        skipSpace()
        if take(UInt8(ascii: "}")) { return .object(object) }
        while true {
            let start = position
            guard position < bytes.count else { throw error(.truncated) }
            guard bytes[position] == UInt8(ascii: "\"") else { throw error(.unexpected) }
            let name = try string()
            guard names.insert(name, beside: object) else { throw JSONError(reason: .duplicate(name), offset: start) }
            skipSpace()
            try expect(UInt8(ascii: ":"))
            skipSpace()
            object.append(name, try value(depth: depth))
            skipSpace()
            if take(UInt8(ascii: "}")) { return .object(object) }
            try expect(UInt8(ascii: ","))
            skipSpace()
        }
    }

    private mutating func array(depth: Int) throws(JSONError) -> JSON {
        guard depth <= maximumDepth else { throw error(.depth(maximumDepth)) }
        var elements: [JSON] = []
        position += 1
        skipSpace()
        if take(UInt8(ascii: "]")) { return .array(elements) }
        while true {
            elements.append(try value(depth: depth))
            skipSpace()
            if take(UInt8(ascii: "]")) { return .array(elements) }
            try expect(UInt8(ascii: ","))
            skipSpace()
        }
    }

    private mutating func literal(_ word: StaticString, _ value: JSON) throws(JSONError) -> JSON {
        for offset in 0..<word.utf8CodeUnitCount {
            guard position < bytes.count else { throw error(.truncated) }
            guard bytes[position] == word.utf8Start[offset] else { throw error(.unexpected) }
            position += 1
        }
        return value
    }

    private mutating func number() throws(JSONError) -> JSON {
        guard let number = JSONNumber(in: bytes, at: position) else { throw error(.number) }
        position = number.end
        return number.value
    }

    private mutating func string() throws(JSONError) -> String {
        var reader = JSONStringReader(bytes: bytes, position: position + 1)
        let text = try reader.read()
        position = reader.position
        return text
    }

    private mutating func skipSpace() {
        while position < bytes.count {
            switch bytes[position] {
            case 0x20, 0x09, 0x0A, 0x0D: position += 1
            default: return
            }
        }
    }

    private mutating func take(_ byte: UInt8) -> Bool {
        guard position < bytes.count, bytes[position] == byte else { return false }
        position += 1
        return true
    }

    private mutating func expect(_ byte: UInt8) throws(JSONError) {
        guard position < bytes.count else { throw error(.truncated) }
        guard bytes[position] == byte else { throw error(.unexpected) }
        position += 1
    }

    private func error(_ reason: JSONError.Reason) -> JSONError {
        JSONError(reason: reason, offset: position)
    }
}

/// Tells a name that stands twice: by looking through a small object, by a set for a large one.
private struct MemberNames {
    private static let few = 16
    private var set: Set<String> = []

    /// False if the object has a member of this name.
    mutating func insert(_ name: String, beside object: JSON.Object) -> Bool {
        if object.members.count < Self.few { return !object.members.contains { $0.name == name } }
        if set.isEmpty { set = Set(object.members.map(\.name)) }
        return set.insert(name).inserted
    }
}
