import DNS

extension DraftReader {
    /// `type` as an integer or as a typeString in any case; absent means A.
    func readKind() throws(Violation) -> RecordKind {
        let kind: RecordKind?
        switch members[.type] {
        case nil: kind = .a
        case .string(let text)?:
            kind = RecordKind(typeString: text)
            guard kind != nil || RecordType(text) != nil else {
                throw Violation("type", .format, "type: \"\(text)\" is no type; \(Self.known)")
            }
        case let json?:
            let number = try json.integer(in: 0...Self.lastNumber, at: "type", "an integer or a name; \(Self.known)")
            kind = RecordKind(number: number)
            guard kind != nil || number == 15 || number > 1000 else {
                throw Violation("type", .range, "type: \(number) is no type; \(Self.known)")
            }
        }
        guard let kind else { throw Violation("type", .unsupported, "type: not supported yet; \(Self.known)") }
        guard provider.kinds.contains(kind) else {
            throw Violation("type", .unsupported, "type: \(provider.name) does not hold \(kind.typeString)")
        }
        return kind
    }

    /// 1000 + n stands for the data type with code n.
    private static let lastNumber = 1000 + 65535

    private static let known =
        "known are " + RecordKind.all.map { "\($0.number) \($0.typeString)" }.joined(separator: ", ")
}
