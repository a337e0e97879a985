import DNS

extension DraftReader {
    /// `type` as an integer or as a typeString in any case; absent means A.
    func readKind() throws(Violation) -> RecordKind {
        let kind = try sentKind()
        guard provider.kinds.contains(kind) else {
            throw Violation("type", .unsupported, "type: \(provider.name) does not hold \(kind.typeString)")
        }
        return kind
    }

    private func sentKind() throws(Violation) -> RecordKind {
        switch members[.type] {
        case nil: return .a
        case .string(let text)?:
            if let kind = RecordKind(typeString: text) { return kind }
            let sent = "\"\(Excerpt(text))\""
            guard let type = RecordType(text) else {
                throw Violation("type", .format, "type: \(sent) is no type; \(Self.knownTypes)")
            }
            throw Self.fault(of: type, sent: sent, .format)
        case let json?:
            let wanted = "the number or the name of a type"
            let number = try json.integer(in: 0...Self.lastNumber, at: "type", "\(wanted); \(Self.knownTypes)")
            if let kind = RecordKind(number: number) { return kind }
            if number == Self.reserved.number { throw Self.fault(of: Self.reserved.type, sent: "\(number)", .range) }
            guard number > Self.offset else {
                throw Violation("type", .range, "type: \(number) is not \(wanted); \(Self.knownTypes)")
            }
            throw Self.fault(of: RecordType(rawValue: UInt16(number - Self.offset)), sent: "\(number)", .range)
        }
    }

    /// Why a type of DNS that was not sent as one of the kinds is none that a record can have.
    private static func fault(of type: RecordType, sent: String, _ code: Violation.Code) -> Violation {
        if let kind = RecordKind.all.first(where: { $0.rrType == type }) {
            return Violation("type", code, "type: \(sent) is \(kind.typeString), whose number here is \(kind.number)")
        }
        if type == .soa {
            return Violation("type", code, "type: \(sent) is SOA, which is made of the domain's settings and no record")
        }
        // RFC 6895 §3.1: types of queries and messages, and 0, which stands for none.
        if type.isMeta || type.rawValue == 0 {
            return Violation("type", code, "type: \(sent) is \(type), which no zone holds, so no record can have it")
        }
        let number = type == reserved.type ? reserved.number : offset + Int(type.rawValue)
        return Violation(
            "type", .unsupported, "type: \(sent) (\(type), number \(number) here) is not supported yet; \(knownTypes)")
    }

    /// This and n stand for the data type with code n.
    private static let offset = 1000
    private static let lastNumber = offset + 65535
    /// It will have a number of its own.
    private static let reserved = (number: 15, type: RecordType.tlsa)

    private static let knownTypes =
        "known are " + RecordKind.all.map { "\($0.number) \($0.typeString)" }.joined(separator: ", ")
}
