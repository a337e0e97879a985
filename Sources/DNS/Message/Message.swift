/// A query or a response (RFC 1035 §4.1).
public struct Message: Sendable, Hashable {
    public var id: UInt16
    public var flags: Flags
    public var opcode: Opcode
    /// Of twelve bits with EDNS, of four without.
    public var responseCode: ResponseCode
    public var questions: [Question]
    public var answers: [ResourceRecord]
    public var authorities: [ResourceRecord]
    /// Without the OPT record, which is `edns`.
    public var additionals: [ResourceRecord]
    public var edns: EDNS?

    public init(
        id: UInt16 = 0, flags: Flags = [], opcode: Opcode = .query, responseCode: ResponseCode = .noError,
        questions: [Question] = [], answers: [ResourceRecord] = [], authorities: [ResourceRecord] = [],
        additionals: [ResourceRecord] = [], edns: EDNS? = nil
    ) {
        self.id = id
        self.flags = flags
        self.opcode = opcode
        self.responseCode = responseCode
        self.questions = questions
        self.answers = answers
        self.authorities = authorities
        self.additionals = additionals
        self.edns = edns
    }
}
