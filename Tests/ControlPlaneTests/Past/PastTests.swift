import DNS
import Records
import Testing

@testable import ControlPlane

@Suite struct PastTests {
    /// What was after each change, by its number.
    private struct History {
        var records: [Int64: [DNSRecord]] = [:]
        var domains: [Int64: Domain] = [:]
        var served: [Int64: Set<ResourceRecord>] = [:]
        var numbers: [Int64] { records.keys.sorted() }
    }

    private func domain(_ fixture: Fixture, at moment: Moment? = nil) async throws -> Domain {
        try await fixture.plane.domain(
            fixture.domain.uuid, of: fixture.domain.organization, at: moment, for: fixture.caller)
    }

    private func note(_ history: inout History, _ fixture: Fixture) async throws {
        let domain = try await domain(fixture)
        history.domains[domain.number] = domain
        history.records[domain.number] = try await fixture.records()
        history.served[domain.number] = try await StoredState(of: fixture.domain, in: fixture.database).served
    }

    /// A long random run of record edits and settings.
    private func run(_ fixture: Fixture, _ count: Int, _ random: inout SplitMix) async throws -> History {
        var history = History()
        try await note(&history, fixture)
        for i in 0..<count {
            if i % 9 == 5 {
                let domain = try await domain(fixture)
                let servers: JSON = i % 2 == 0 ? .null : [.string("ns\(i).example.net")]
                let patch = try DomainPatch(
                    ["nameservers": servers, "soa": ["refresh": .integer(Int64(3600 + i))]], of: domain,
                    by: fixture.caller)
                _ = try await fixture.plane.updateDomain(domain, patch, for: fixture.caller)
            } else {
                let records = try await fixture.records()
                let edits = try (0..<Int.random(in: 1...4, using: &random)).compactMap { _ in
                    try ReplayTests.edit(fixture, records, &random)
                }
                _ = try? await fixture.plane.apply(edits, to: fixture.domain, for: fixture.caller)
            }
            try await note(&history, fixture)
        }
        return history
    }

    private func list(
        _ fixture: Fixture, _ filter: RecordFilter = .all, at moment: Moment, limit: Int, for caller: Caller? = nil
    ) async throws -> (records: [DNSRecord], total: Int64) {
        var (records, total) = ([DNSRecord](), Int64(0))
        var cursor: RecordCursor?
        repeat {
            let page = try await fixture.plane.records(
                in: fixture.domain.uuid, of: fixture.domain.organization, filter, at: moment, after: cursor,
                limit: limit, for: caller ?? fixture.caller)
            #expect(page.records.count <= limit)
            records += page.records.map(\.record)
            total = page.totalItems
            cursor = page.next
        } while cursor != nil
        return (records, total)
    }

    @Test(arguments: 0..<6 as Range<UInt64>)
    func everyStateIsFoundAgain(_ seed: UInt64) async throws {
        try await withPlane { fixture in
            var random = SplitMix(seed: seed)
            let history = try await run(fixture, 60, &random)
            #expect(history.numbers.count > 30)
            for number in history.numbers {
                let (moment, then) = (Moment.change(number), history.records[number] ?? [])
                let limit = [1, 2, 7, 100].randomElement(using: &random) ?? 1
                let found = try await list(fixture, at: moment, limit: limit)
                #expect(found.records == then)
                #expect(found.total == Int64(then.count))
                let filter = RecordFilter(
                    name: ReplayTests.names.randomElement(using: &random), kind: Bool.random(using: &random) ? .a : nil)
                let some = try await list(fixture, filter, at: moment, limit: limit)
                #expect(some.records == then.filter { filter.admits($0) })
                #expect(some.total == Int64(some.records.count))
                var limited = fixture.caller
                limited.token?.permissions = [Permission(types: [0, 3])]
                let readable = try await list(fixture, at: moment, limit: limit, for: limited)
                #expect(readable.records == then.filter { $0.kind == .a || $0.kind == .txt })
                #expect(readable.total == Int64(readable.records.count))
                let domain = try await domain(fixture, at: moment)
                let expected = try #require(history.domains[number])
                #expect(domain.nameservers == expected.nameservers)
                #expect(domain.soa == expected.soa)
                #expect(domain.serial == expected.serial)
                #expect(domain.recordCount == expected.recordCount)
            }
        }
    }

    @Test(arguments: 0..<6 as Range<UInt64>)
    func everyStateIsRestored(_ seed: UInt64) async throws {
        try await withPlane { fixture in
            var random = SplitMix(seed: 100 + seed)
            var history = try await run(fixture, 40, &random)
            for _ in 0..<12 {
                guard let number = history.numbers.randomElement(using: &random) else { continue }
                let (moment, then) = (Moment.change(number), history.records[number] ?? [])
                let tried = try await fixture.plane.restore(
                    fixture.domain, to: moment, isDryRun: true, for: fixture.caller)
                let done = try await fixture.plane.restore(fixture.domain, to: moment, for: fixture.caller)
                #expect(tried.edits.map(\.action) == done.edits.map(\.action))
                #expect(tried.serial == done.serial)
                let records = try await fixture.records()
                #expect(records.map(\.recordId) == then.map(\.recordId))
                #expect(records.map(\.draft) == then.map(\.draft))
                let state = try await StoredState(of: fixture.domain, in: fixture.database)
                try state.expectAgreement()
                #expect(state.served == history.served[number])
                #expect(try await domain(fixture).soa == history.domains[number]?.soa)
                // Nothing more is to be done, and a restore is reverted like any change.
                let again = try await fixture.plane.restore(fixture.domain, to: moment, for: fixture.caller)
                #expect(again.number == nil)
                #expect(again.edits.isEmpty)
                try await note(&history, fixture)
                if let number = done.number, Bool.random(using: &random) {
                    _ = try await fixture.plane.revertChange(number, of: fixture.domain, for: fixture.caller)
                    try await note(&history, fixture)
                }
            }
            #expect(fixture.publisher.mistakes == 0)
        }
    }

    /// What is written beside it, in the same group too, is undone as well or comes after it.
    @Test(arguments: 0..<4 as Range<UInt64>)
    func aRestoreIsExactWhileOthersWrite(_ seed: UInt64) async throws {
        try await withPlane { fixture in
            var random = SplitMix(seed: 200 + seed)
            let history = try await run(fixture, 20, &random)
            let numbers = history.numbers
            let restored = try await withThrowingTaskGroup(of: [(at: Int64, to: Int64)].self) { tasks in
                for writer in 0..<6 {
                    tasks.addTask {
                        for i in 0..<25 {
                            let made = try await fixture.create("w\(writer)-\(i)", "A", "192.0.2.1")
                            guard i.isMultiple(of: 2), let id = made.edits[0].after?.recordId else { continue }
                            // A restore may have been faster.
                            _ = try? await fixture.plane.deleteRecord(
                                "\(id)", in: fixture.domain, for: fixture.caller)
                        }
                        return []
                    }
                }
                for restorer in 0..<3 {
                    tasks.addTask {
                        var restored: [(at: Int64, to: Int64)] = []
                        for i in 0..<6 {
                            let number = numbers[(i * 7 + restorer * 3) % numbers.count]
                            let change = try await fixture.plane.restore(
                                fixture.domain, to: .change(number), for: fixture.caller)
                            if let at = change.number { restored.append((at, number)) }
                        }
                        return restored
                    }
                }
                return try await tasks.reduce(into: []) { $0 += $1 }
            }
            #expect(restored.count > 5)
            for (at, to) in restored {
                let (now, then) = (try await list(fixture, at: .change(at), limit: 100), history.records[to] ?? [])
                #expect(now.records.map(\.recordId) == then.map(\.recordId))
                #expect(now.records.map(\.draft) == then.map(\.draft))
            }
            try await StoredState(of: fixture.domain, in: fixture.database).expectAgreement()
        }
    }

    @Test func aRecordIsAsItWas() async throws {
        try await withPlane { fixture in
            let first = try #require(try await fixture.create("www", "A", "192.0.2.1").edits[0].after)
            let id = "\(first.recordId)"
            _ = try await fixture.plane.updateRecord(
                id, try RecordPatch(reading: ["ttl": 60]), in: fixture.domain, for: fixture.caller)
            _ = try await fixture.plane.deleteRecord(id, in: fixture.domain, for: fixture.caller)
            func ttl(at moment: Moment) async -> Int? {
                try? await fixture.plane.record(
                    id, in: fixture.domain.uuid, of: fixture.domain.organization, at: moment, for: fixture.caller
                ).record.ttl
            }
            let ttls = [
                await ttl(at: .change(1)), await ttl(at: .change(2)), await ttl(at: .change(3)),
                await ttl(at: .change(4)),
            ]
            #expect(ttls == [nil, 3600, 60, nil])
            for moment in [Moment.change(0), .change(5), .time(0)] {
                let error = await refusal { try await domain(fixture, at: moment) }
                #expect(error == .notFound)
            }
            let now = try await domain(fixture, at: .time(.max))
            #expect(now.number == 4)
        }
    }

    @Test func whatIsTooMuchForOneChangeIsSaid() async throws {
        try await withPlane { fixture in
            for part in 0..<2 {
                let edits = try (0..<600).map {
                    RecordEdit.create(try fixture.draft("h\(part)-\($0)", "A", "192.0.2.1"))
                }
                _ = try await fixture.plane.apply(edits, to: fixture.domain, for: fixture.caller)
            }
            let error = await refusal {
                try await fixture.plane.restore(fixture.domain, to: .change(1), for: fixture.caller)
            }
            guard case .invalid(let violations)? = error else { return #expect(Bool(false), "\(error as Any)") }
            #expect(violations.map(\.propertyPath) == ["at"])
            #expect(violations[0].message.hasPrefix("at: 1200 records"))
            #expect(
                try await fixture.plane.restore(fixture.domain, to: .change(2), for: fixture.caller).edits.count == 600)
            let unknown = await refusal {
                try await fixture.plane.restore(fixture.domain, to: .change(99), for: fixture.caller)
            }
            guard case .invalid(let none)? = unknown else { return #expect(Bool(false), "\(unknown as Any)") }
            #expect(none.map(\.code) == [.unknown])
        }
    }
}
