import DNS
import Foundation
import Testing

@testable import Nameserver

/// Plays the conversations of `Scenarios/`, one file for each rule.
///
///     zone APEX [tenant N]            begins a zone; its records follow, one a line: owner ttl type rdata
///     query NAME TYPE [tcp] [edns N]  asks; what must come back follows:
///     reply RCODE [aa] [tc]
///     answer | authority | additional their records, in any order; a section that is not named must be empty
@Suite struct ScenarioTests {
    static let folder = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "../Scenarios")
        .standardized

    static let files = try? FileManager.default.contentsOfDirectory(atPath: folder.path).filter { $0.hasSuffix(".txt") }
        .sorted()

    @Test(arguments: files ?? []) func isAnsweredAsWritten(_ file: String) throws {
        let scenario = try Scenario(String(contentsOf: Self.folder.appending(path: file), encoding: .utf8))
        #expect(!scenario.exchanges.isEmpty)
        let zones = Zones(capacity: 64 << 20)
        for (index, zone) in scenario.zones.enumerated() {
            try zones.add(zone.apex, key: Int64(index + 1), tenant: zone.tenant, records: zone.records)
        }
        let asker = try Asker(zones)
        for exchange in scenario.exchanges {
            let reply = try asker.ask(exchange.query, isUDP: exchange.isUDP)
            #expect(Scenario.summary(of: reply) == exchange.expected, "\(file): \(exchange.line)")
        }
    }

    @Test func thereAreScenarios() { #expect((Self.files ?? []).count > 10) }
}

struct Scenario {
    struct Zone {
        let apex: String
        let tenant: Int64
        var records: [ResourceRecord] = []
    }

    struct Exchange {
        let line: String
        let query: Message
        let isUDP: Bool
        var head = ""
        var sections: [String: [String]] = [:]

        var expected: String {
            ([head] + ["answer", "authority", "additional"].flatMap { [$0] + (sections[$0] ?? []).sorted() })
                .joined(separator: "\n")
        }
    }

    var zones: [Zone] = []
    var exchanges: [Exchange] = []

    init(_ text: String) throws {
        var section = ""
        for line in text.split(separator: "\n").map({ $0.trimmingCharacters(in: .whitespaces) }) {
            if line.isEmpty || line.hasPrefix(";") { continue }
            let words = line.split(separator: " ").map(String.init)
            switch words[0] {
            case "zone":
                zones.append(Zone(apex: words[1], tenant: words.count > 3 ? Int64(words[3]) ?? 1 : 1))
            case "query":
                guard let type = RecordType(words[2]) else { throw ScenarioError(line: line) }
                let edns = words.firstIndex(of: "edns").flatMap { UInt16(words[$0 + 1]) }.map {
                    EDNS(udpPayloadSize: $0)
                }
                exchanges.append(
                    Exchange(
                        line: line,
                        query: Message(id: 7, questions: [Question(name: try Name(words[1]), type: type)], edns: edns),
                        isUDP: !words.contains("tcp")))
            case "reply": exchanges[exchanges.count - 1].head = words.dropFirst().joined(separator: " ")
            case "answer", "authority", "additional": section = words[0]
            default:
                if exchanges.isEmpty {
                    zones[zones.count - 1].records.append(try record(line))
                } else {
                    exchanges[exchanges.count - 1].sections[section, default: []].append(try record(line).description)
                }
            }
        }
    }

    static func summary(of reply: Message) -> String {
        var head = "\(reply.responseCode)"
        if reply.flags.contains(.aa) { head += " aa" }
        if reply.flags.contains(.tc) { head += " tc" }
        let sections = [
            ("answer", reply.answers), ("authority", reply.authorities), ("additional", reply.additionals),
        ]
        return ([head] + sections.flatMap { [$0.0] + $0.1.map(\.description).sorted() }).joined(separator: "\n")
    }
}
