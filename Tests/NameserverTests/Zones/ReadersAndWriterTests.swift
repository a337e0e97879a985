import DNS
import Glibc
import Synchronization
import Testing

@testable import Nameserver

/// One writer changes many nodes at once while others query and walk the zone: no one ever sees two states in one.
@Suite struct ReadersAndWriterTests {
    static let hosts = 40

    /// The state `number`: every host's text, a mail exchange whose preference and address agree, and as many extra names.
    static func state(_ number: Int) throws -> [ResourceRecord] {
        var records = try (0..<hosts).map { try record("h\($0).example.com. 60 TXT \"\(number)\"") }
        records.append(try record("mx.example.com. 60 MX \(number % 60_000) mail.example.com."))
        records.append(
            try record("mail.example.com. 60 A 10.\(number >> 16 & 255).\(number >> 8 & 255).\(number & 255)"))
        records += try (0..<number % 5).map {
            try record("extra\($0).deep\(number % 3).example.com. 60 TXT \"\(number)\"")
        }
        return records
    }

    @Test func noAnswerAndNoWalkMixesTwoStates() async throws {
        let zones = Zones(capacity: 256 << 20)
        let first = try Self.state(1)
        try zones.add("example.com.", key: 1, records: [record("example.com. 60 NS ns.example.net.")] + first)
        let progress = Progress()
        try await withThrowingTaskGroup(of: Void.self) { group in
            for _ in 0..<2 {
                group.addTask {
                    let asker = try Asker(zones)
                    while !progress.isOver.load(ordering: .relaxed) {
                        try Self.checkBatch(asker)
                        progress.seen.add(1, ordering: .relaxed)
                        await Task.yield()
                    }
                }
            }
            group.addTask {
                while !progress.isOver.load(ordering: .relaxed) {
                    try await Self.checkWalk(zones)
                    progress.walked.add(1, ordering: .relaxed)
                }
            }
            group.addTask {
                var old = first
                for number in 2...3000 {
                    let new = try Self.state(number)
                    try zones.apply(1, apex: "example.com.", serial: UInt32(number), removed: old, added: new)
                    old = new
                    if number % 3 == 0 { zones.maintain() }
                    await Task.yield()
                }
                progress.isOver.store(true, ordering: .relaxed)
            }
            try await group.waitForAll()
        }
        #expect(progress.seen.load(ordering: .relaxed) > 10)
        #expect(progress.walked.load(ordering: .relaxed) > 3)
        #expect(try zones.records(1).count == Self.state(3000).count + 1)
    }

    final class Progress: Sendable {
        let isOver = Atomic(false)
        let seen = Atomic(0)
        let walked = Atomic(0)
    }

    /// All queries of a batch, received together, are answered from one state; so are the sections of one answer.
    static func checkBatch(_ asker: Asker) throws {
        var questions = try stride(from: 0, to: hosts, by: 2).map {
            try Question(name: Name("h\($0).example.com."), type: .txt)
        }
        questions.append(Question(name: try Name("mx.example.com."), type: .mx))
        questions.append(Question(name: try Name("nothing.example.com."), type: .a))
        let replies = try asker.ask(questions.map { Message(id: 1, questions: [$0]).serialized() }).map {
            try Message(parsing: $0)
        }
        let numbers = Set(replies.dropLast(2).flatMap(\.answers).map(\.rdata.text))
        #expect(numbers.count == 1, "one batch saw \(numbers)")
        let number = Int(numbers.first?.filter(\.isNumber) ?? "") ?? 0
        let mx = replies[replies.count - 2]
        #expect(mx.answers[0].rdata.text == "\(number % 60_000) mail.example.com.")
        #expect(
            mx.additionals[0].rdata.text == "10.\(number >> 16 & 255).\(number >> 8 & 255).\(number & 255)")
        #expect(replies[replies.count - 1].authorities[0].rdata.text.split(separator: " ")[2] == "\(number)")
    }

    static func checkWalk(_ zones: Zones) async throws {
        guard let walk = zones.walk(1) else { return }
        var records: [ResourceRecord] = []
        while let slice = walk.next(5), !slice.isEmpty {
            records += slice
            await Task.yield()
        }
        let expected = try state(Int(walk.serial)) + [record("example.com. 60 NS ns.example.net.")]
        #expect(Set(records.map(\.description)) == Set(expected.map(\.description)))
        #expect(records.count == expected.count)
    }
}
