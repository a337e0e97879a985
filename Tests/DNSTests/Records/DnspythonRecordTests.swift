import DNS
import Foundation
import Testing

/// dnspython as an independent reader and writer of every type.
@Suite(.otherPrograms) struct DnspythonRecordTests {
    private struct Asked: Encodable { let type, text: String }
    private struct Described: Decodable { let type, text, wire, digest, error: String? }

    private static let count = 1000

    @Test(arguments: RandomRecords.types)
    func dnspythonReadsWhatWeRead(_ type: RecordType) throws {
        var random = RandomRecords(seed: UInt64(type.rawValue))
        let texts = (0..<Self.count).map { _ in random.text(of: type) }
        try check(texts, type)
    }

    @Test(arguments: RandomRecords.types)
    func weReadWhatDnspythonWrites(_ type: RecordType) throws {
        let lines = try Python.run("records.py", ["make", type.description, "\(Self.count)", "\(type.rawValue)"])
        #expect(lines.count == Self.count)
        var texts: [String] = []
        for line in lines {
            let theirs = try JSONDecoder().decode(Described.self, from: line)
            let rdata = try RDATA(type, text: #require(theirs.text))
            #expect(hexadecimal(rdata.wire) == theirs.wire)
            #expect(hexadecimal(rdata.canonical.wire) == theirs.digest)
            #expect(try RDATA(type, wire: rdata.wire) == rdata)
            texts.append(rdata.text)
        }
        try check(texts, type)
    }

    private func check(_ texts: [String], _ type: RecordType) throws {
        let input = try texts.map { text in
            String(decoding: try JSONEncoder().encode(Asked(type: type.description, text: text)), as: UTF8.self)
        }
        let lines = try Python.run("records.py", ["check"], input: input)
        #expect(lines.count == texts.count)
        for (text, line) in zip(texts, lines) {
            let theirs = try JSONDecoder().decode(Described.self, from: line)
            #expect(theirs.error == nil, "\(text)")
            let rdata = try RDATA(type, text: text)
            #expect(hexadecimal(rdata.wire) == theirs.wire, "\(text)")
            #expect(hexadecimal(rdata.canonical.wire) == theirs.digest, "\(text)")
            #expect(try RDATA(type, text: #require(theirs.text)) == rdata, "\(text)")
            #expect(try RDATA(type, wire: rdata.wire) == rdata)
            #expect(try RDATA(type, text: rdata.text) == rdata)
        }
    }
}
