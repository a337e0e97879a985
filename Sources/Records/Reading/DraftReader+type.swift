import DNS

extension DraftReader {
    /// `type` as an integer or as a typeString in any case; absent means A.
    func readKind() throws(Violation) -> RecordKind {
        let kind = try sentKind()
        if let kept, kind != kept.kind {
            throw Violation(
                "type", .notAllowed,
                "type: it is \(kept.kind.typeString), and stays so; delete the record and create another")
        }
        guard provider.holds(kind) else {
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
                throw Violation("type", .format, "type: \(sent) is no type; known are \(RecordKind.summary)")
            }
            throw Self.fault(of: type, sent: sent, .format)
        case let json?:
            let wanted = "the number or the name of a type"
            let known = "known are \(RecordKind.summary)"
            let last = RecordKind.offset + Int(UInt16.max)
            let number = try json.integer(in: 0...last, at: "type", "\(wanted); \(known)")
            if let kind = RecordKind(number: number) { return kind }
            guard number > RecordKind.offset else {
                throw Violation("type", .range, "type: \(number) is not \(wanted); \(known)")
            }
            throw Self.fault(of: RecordType(rawValue: UInt16(number - RecordKind.offset)), sent: "\(number)", .range)
        }
    }

    /// Why a type of DNS that was not sent as one of the kinds is none that a record can have.
    private static func fault(of type: RecordType, sent: String, _ code: Violation.Code) -> Violation {
        if let kind = RecordKind(rrType: type) {
            return Violation("type", code, "type: \(sent) is \(kind.typeString), whose number here is \(kind.number)")
        }
        if type == .soa {
            return Violation("type", code, "type: \(sent) is SOA, which is made of the domain's settings and no record")
        }
        // RFC 6895 §3.1: types of queries and messages, and 0, which stands for none.
        return Violation("type", code, "type: \(sent) is \(type), which no zone holds, so no record can have it")
    }
}
