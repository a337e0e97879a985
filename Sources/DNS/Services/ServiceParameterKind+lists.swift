extension ServiceParameterKind {
    /// `mandatory`: other keys in increasing order (RFC 9460 §8).
    static let keys = ServiceParameterKind(
        parse: { token throws(ServiceValueError) in
            var keys: Set<ServiceParameterKey> = []
            for part in try plain(token).split(separator: comma, omittingEmptySubsequences: false) {
                guard let key = ServiceParameterKey(String(decoding: part, as: UTF8.self)) else { throw .notKeys }
                guard keys.insert(key).inserted else { throw .duplicateKey(key) }
            }
            return keys.sorted().flatMap { [UInt8($0.rawValue >> 8), UInt8($0.rawValue & 0xFF)] }
        },
        print: { Array(keys(in: $0).map(\.description).joined(separator: ",").utf8) },
        check: { wire throws(ServiceValueError) in
            guard !wire.isEmpty else { throw .missing }
            let keys = keys(in: wire)
            guard wire.count.isMultiple(of: 2), zip(keys, keys.dropFirst()).allSatisfy(<) else { throw .notKeys }
            guard keys.first != .mandatory else { throw .listsMandatory }
        })

    /// The keys that a value of `mandatory` lists.
    static func keys(in wire: ArraySlice<UInt8>) -> [ServiceParameterKey] {
        var reader = WireReader(Array(wire))
        var keys: [ServiceParameterKey] = []
        while let key = reader.uint16() { keys.append(ServiceParameterKey(rawValue: key)) }
        return keys
    }

    /// `alpn`: protocol identifiers, each with its length before it (RFC 9460 §7.1.1).
    static let protocols = ServiceParameterKind(
        parse: { token throws(ServiceValueError) in
            let text = try unescaped(token)
            guard !text.isEmpty else { throw .missing }
            guard let list = list(text) else { throw .notProtocols }
            var wire: [UInt8] = []
            for identifier in list {
                guard (1...255).contains(identifier.count) else { throw .notProtocols }
                wire.append(UInt8(identifier.count))
                wire += identifier
            }
            return wire
        },
        print: { wire in
            let identifiers = CharacterStrings(wire: wire)?.strings ?? []
            return Array(
                identifiers.map { identifier in
                    identifier.flatMap { $0 == comma || $0 == backslash ? [backslash, $0] : [$0] }
                }.joined(separator: [comma]))
        },
        check: { wire throws(ServiceValueError) in
            guard !wire.isEmpty else { throw .missing }
            guard let identifiers = CharacterStrings(wire: wire)?.strings, !identifiers.contains([]) else {
                throw .notProtocols
            }
        })

    private static let backslash = UInt8(ascii: "\\")

    /// Items with commas between, in which `\,` and `\\` are the only escapes; nil for another (RFC 9460 §A.1).
    private static func list(_ text: [UInt8]) -> [[UInt8]]? {
        var items: [[UInt8]] = [[]]
        var isEscaped = false
        for octet in text {
            if isEscaped {
                guard octet == comma || octet == backslash else { return nil }
                items[items.count - 1].append(octet)
                isEscaped = false
            } else if octet == backslash {
                isEscaped = true
            } else if octet == comma {
                items.append([])
            } else {
                items[items.count - 1].append(octet)
            }
        }
        return isEscaped ? nil : items
    }
}
