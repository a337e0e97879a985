import DNS
import Testing

@testable import Outbound

@Suite struct InquiryTests {
    struct Case: Sendable {
        var what: String
        var alter: @Sendable (inout Message) -> Void
        var verdict: @Sendable (Inquiry.Verdict) -> Bool
    }

    static func isIgnored(_ verdict: Inquiry.Verdict) -> Bool { verdict == .ignored }
    static func isAnswer(_ verdict: Inquiry.Verdict) -> Bool {
        guard case .answered = verdict else { return false }
        return true
    }

    static func inquiry(edns: Bool = true) -> Inquiry {
        var random = SystemRandomNumberGenerator()
        return Inquiry(name("www.example.com."), .a, recursion: true, usesEDNS: edns, random: &random)
    }

    static let cases = [
        Case(what: "the answer", alter: { _ in }, verdict: isAnswer),
        Case(what: "another id", alter: { $0.id ^= 1 }, verdict: isIgnored),
        Case(what: "a query", alter: { $0.flags.remove(.qr) }, verdict: isIgnored),
        Case(what: "another opcode", alter: { $0.opcode = .notify }, verdict: isIgnored),
        Case(what: "no question", alter: { $0.questions = [] }, verdict: isIgnored),
        Case(what: "two questions", alter: { $0.questions += $0.questions }, verdict: isIgnored),
        Case(what: "another type", alter: { $0.questions[0].type = .aaaa }, verdict: isIgnored),
        Case(
            what: "another class", alter: { $0.questions[0].recordClass = RecordClass(rawValue: 3) },
            verdict: isIgnored),
        Case(what: "another name", alter: { $0.questions[0].name = name("www.example.net.") }, verdict: isIgnored),
        Case(what: "truncated", alter: { $0.flags.insert(.tc) }, verdict: { $0 == .needsTCP }),
        Case(what: "no EDNS there", alter: { $0.responseCode = .formatError }, verdict: { $0 == .needsPlain }),
        Case(
            what: "no EDNS there, and no question",
            alter: {
                $0.responseCode = .notImplemented
                $0.questions = []
            }, verdict: { $0 == .needsPlain }),
        Case(what: "a failure", alter: { $0.responseCode = .serverFailure }, verdict: isAnswer),
    ]

    @Test(arguments: cases.indices)
    func onlyTheAnswerToTheQuestionIsOne(_ index: Int) throws {
        let (example, inquiry) = (Self.cases[index], Self.inquiry())
        var reply = try Message(parsing: inquiry.packet).answer(["www.example.com. 60 A 192.0.2.1"])
        example.alter(&reply)
        #expect(example.verdict(inquiry.judge(reply.serialized())), "\(example.what)")
    }

    @Test func aNameInAnotherCaseIsNotTrustedOverUDP() throws {
        for _ in 0..<20 {
            let inquiry = Self.inquiry()
            guard inquiry.question.name.wire != inquiry.question.name.canonical.wire else { continue }
            var reply = try Message(parsing: inquiry.packet).answer(["www.example.com. 60 A 192.0.2.1"])
            reply.questions[0].name = reply.questions[0].name.canonical
            #expect(inquiry.judge(reply.serialized()) == .needsTCP)
            #expect(Self.isAnswer(inquiry.judge(reply.serialized(), overTCP: true)))
        }
    }

    @Test func aFailureIsFinalWithoutEDNS() throws {
        let inquiry = Self.inquiry(edns: false)
        let query = try Message(parsing: inquiry.packet)
        #expect(query.edns == nil)
        #expect(Self.isAnswer(inquiry.judge(query.answer([], .formatError).serialized())))
    }

    @Test func whatIsNoMessageIsIgnored() {
        let inquiry = Self.inquiry()
        let id = [UInt8(inquiry.id >> 8), UInt8(inquiry.id & 0xff)]
        for octets in [[], id, id + [UInt8](repeating: 0xff, count: 10), id + [0x80] + [UInt8](repeating: 0, count: 8)]
        {
            #expect(inquiry.judge(octets) == .ignored)
        }
    }

    @Test func nothingOfAQuestionCanBeGuessed() {
        let inquiries = (0..<200).map { _ in Self.inquiry() }
        #expect(Set(inquiries.map(\.id)).count > 190)
        // 13 letters: 8,192 ways to write them.
        #expect(Set(inquiries.map(\.question.name.wire)).count > 180)
        #expect(Set(inquiries.map(\.question.name)).count == 1)
    }
}
