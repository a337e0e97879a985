import DNS
import Foundation
import Testing

/// dnspython as an independent reader and writer of messages with compressed names.
@Suite(.otherPrograms) struct DnspythonMessageTests {
    private static let count = 2000

    @Test func dnspythonReadsWhatWeWrite() throws {
        var random = RandomRecords(seed: 1034)
        let messages = (0..<Self.count).map { _ in random.message() }
        let lines = try Python.run("messages.py", ["describe"], input: messages.map { hexadecimal($0.serialized()) })
        #expect(lines.count == Self.count)
        for (message, line) in zip(messages, lines) {
            let theirs = try JSONDecoder().decode(MessageDescription.self, from: line)
            #expect(theirs == MessageDescription(message))
            #expect(try Message(parsing: message.serialized()) == message)
        }
    }

    @Test func weReadWhatDnspythonWrites() throws {
        let lines = try Python.run("messages.py", ["make", "\(Self.count)", "1035"])
        #expect(lines.count == Self.count)
        for line in lines {
            let theirs = try JSONDecoder().decode(MessageDescription.self, from: line)
            let message = try Message(parsing: octets(#require(theirs.message)))
            #expect(theirs == MessageDescription(message))
            #expect(try Message(parsing: message.serialized()) == message)
        }
    }
}

private struct MessageDescription: Decodable, Equatable {
    struct Record: Decodable, Equatable {
        let owner: String
        let type, `class`: UInt16
        let ttl: UInt32
        let rdata: String

        init(_ record: ResourceRecord) {
            owner = hexadecimal(record.owner.wire)
            type = record.type.rawValue
            `class` = record.recordClass.rawValue
            ttl = record.ttl
            rdata = hexadecimal(record.rdata.wire)
        }
    }

    struct Asked: Decodable, Equatable {
        let name: String
        let type, `class`: UInt16

        init(_ question: Question) {
            name = hexadecimal(question.name.wire)
            type = question.type.rawValue
            `class` = question.recordClass.rawValue
        }

        init(from decoder: any Decoder) throws {
            var list = try decoder.unkeyedContainer()
            name = try list.decode(String.self)
            type = try list.decode(UInt16.self)
            `class` = try list.decode(UInt16.self)
        }
    }

    struct Extension: Decodable, Equatable {
        let payload: UInt16
        let version: UInt8
        let flags: UInt16
        let options: [Option]

        struct Option: Decodable, Equatable {
            let code: UInt16
            let data: String

            init(_ option: EDNS.Option) {
                code = option.code
                data = hexadecimal(option.data)
            }

            init(from decoder: any Decoder) throws {
                var list = try decoder.unkeyedContainer()
                code = try list.decode(UInt16.self)
                data = try list.decode(String.self)
            }
        }

        init(_ edns: EDNS) {
            payload = edns.udpPayloadSize
            version = edns.version
            flags = edns.dnssecOK ? 0x8000 : 0
            options = edns.options.map { Option($0) }
        }
    }

    /// The octets described, in hexadecimal.
    var message: String?
    var error: String?
    var id, flags, rcode: UInt16?
    var opcode: UInt8?
    var questions: [Asked]?
    var answers, authorities, additionals: [Record]?
    var edns: Extension?

    init(_ message: Message) {
        id = message.id
        flags = message.flags.rawValue
        opcode = message.opcode.rawValue
        rcode = message.responseCode.rawValue
        questions = message.questions.map { Asked($0) }
        answers = message.answers.map { Record($0) }
        authorities = message.authorities.map { Record($0) }
        additionals = message.additionals.map { Record($0) }
        edns = message.edns.map { Extension($0) }
    }

    static func == (a: Self, b: Self) -> Bool {
        a.error == b.error && a.id == b.id && a.flags == b.flags && a.opcode == b.opcode && a.rcode == b.rcode
            && a.questions == b.questions && a.answers == b.answers && a.authorities == b.authorities
            && a.additionals == b.additionals && a.edns == b.edns
    }
}
