import DNS
import Records
import SQL
import Testing

@testable import ControlPlane

/// Random permissions against random writes: what is accepted lies inside, what is refused lies outside.
@Suite struct PermissionPropertyTests {
    private static let rounds = 250

    @Test(arguments: UInt64(1)...16)
    func aWriteIsAcceptedIfAndOnlyIfItLiesInside(_ seed: UInt64) async throws {
        try await withPlane { fixture in
            var chance = Chance(seed: seed)
            var (accepted, refused) = (0, 0)
            for _ in 0..<Self.rounds {
                let records = try await fixture.records()
                let edits = chance.edits(of: records, fixture)
                let lists = [chance.permissions(), chance.permissions()]
                let address = chance.any(of: [nil, "203.0.113.7", "203.0.113.7", "2001:db8:9::1"])
                let caller = try fixture.caller(lists, from: address)
                let model = PermissionModel(lists: lists, domain: "example.com", address: address)
                let expected = try Self.expected(edits, of: records, model, in: fixture.domain.apex)
                let outcome = await Self.outcome { try await fixture.apply(edits, by: caller, &chance) }
                switch outcome {
                case .success(let change):
                    accepted += 1
                    #expect(expected == .accepted, "\(edits) \(lists)")
                    for edit in change?.edits ?? [] {
                        let isInside = model.allows(
                            edit.action.rawValue, from: edit.before.map(\.model), to: edit.after.map(\.model))
                        #expect(isInside, "\(edit) \(lists)")
                    }
                case .failure(.forbidden(let rule)):
                    refused += 1
                    #expect(expected != .accepted, "\(edits) \(lists)")
                    #expect(rule.contains("-permissions-"))
                    // Refused means that nothing was done.
                    #expect(try await fixture.records() == records)
                // The rules between records forbid some; permissions come before them.
                case .failure(.conflict), .failure(.invalid): #expect(expected != .refused, "\(edits) \(lists)")
                case .failure(let error): Issue.record("\(error)")
                }
            }
            // Neither is rare, or little was shown.
            #expect(accepted > Self.rounds / 10, "\(accepted)")
            #expect(refused > Self.rounds / 10, "\(refused)")
        }
    }

    @Test(arguments: UInt64(100)...107)
    func aListShowsARecordIfAndOnlyIfItLiesInside(_ seed: UInt64) async throws {
        try await withPlane { fixture in
            var chance = Chance(seed: seed)
            for _ in 0..<30 {
                if let draft = chance.draft(fixture) {
                    _ = try? await fixture.plane.createRecord(draft, in: fixture.domain, for: fixture.caller)
                }
            }
            let records = try await fixture.records()
            var shown = 0
            for _ in 0..<100 {
                let lists = [chance.permissions(), chance.permissions()]
                let address = chance.any(of: [nil, "203.0.113.7", "2001:db8:9::1"])
                let caller = try fixture.caller(lists, from: address)
                let model = PermissionModel(lists: lists, domain: "example.com", address: address)
                let expected = records.filter { model.mayRead($0.model) }.map(\.recordId)
                let outcome = await Self.outcome {
                    try await fixture.plane.records(
                        in: fixture.domain.uuid, of: fixture.domain.organization, for: caller)
                }
                switch outcome {
                case .success(let page):
                    #expect(page.records.map(\.record.recordId) == expected, "\(lists)")
                    #expect(page.totalItems == expected.count)
                    shown += expected.count
                case .failure: #expect(expected.isEmpty, "\(lists)")
                }
            }
            #expect(shown > 100)
        }
    }

    private enum Expected {
        case accepted, refused
        /// An edit names a record that an edit before it removed.
        case unknownRecord
    }

    private static func expected(
        _ edits: [RecordEdit], of records: [DNSRecord], _ model: PermissionModel, in domain: Name
    ) throws -> Expected {
        var present = Dictionary(uniqueKeysWithValues: records.map { ($0.recordId, $0.draft) })
        var isUnknown = false
        for edit in edits {
            switch edit {
            case .create(let draft):
                guard model.allows("create", from: nil, to: draft.model) else { return .refused }
            // Not drawn here.
            case .restore: return .refused
            case .update(let id, _, _), .patch(let id, _, _), .delete(let id, _):
                guard let before = present[id] else {
                    isUnknown = true
                    continue
                }
                let after = try edit.outcome(for: before, in: domain)
                guard model.allows(edit.verb.rawValue, from: before.model, to: after?.model) else { return .refused }
                present[id] = after
            }
        }
        return isUnknown ? .unknownRecord : .accepted
    }

    private static func outcome<Value>(_ body: () async throws -> Value) async -> Result<Value, ControlPlaneError> {
        do {
            return .success(try await body())
        } catch let error as ControlPlaneError {
            return .failure(error)
        } catch {
            Issue.record("\(error)")
            return .failure(.gone)
        }
    }
}

/// What is drawn: small alphabets, so that limits and records often meet.
private struct Chance {
    private var generator: SplitMix
    private static let names = ["@", "www", "a.dyn", "b.dyn", "*.dyn", "_acme-challenge", "_acme-challenge.www", "dyn"]

    init(seed: UInt64) {
        generator = SplitMix(seed: seed)
    }

    mutating func any<Element>(of elements: [Element]) -> Element {
        elements[Int.random(in: 0..<elements.count, using: &generator)]
    }

    mutating func happens(_ percent: Int) -> Bool { Int.random(in: 0..<100, using: &generator) < percent }

    mutating func draft(_ fixture: Fixture) -> DNSRecord.Draft? {
        let (type, value) = any(of: [
            ("A", "192.0.2.1"), ("A", "192.0.2.200"), ("A", "198.51.100.1"), ("AAAA", "2001:db8::1"),
            ("AAAA", "2001:db8:1::1"), ("AAAA", "::ffff:192.0.2.1"), ("TXT", "one two"), ("TXT", "192.0.2.1"),
            ("CNAME", "www.example.net"),
        ])
        return try? fixture.draft(any(of: Self.names), type, value, ["ttl": .integer(any(of: [60, 300, 3_600]))])
    }

    /// One to four, each of something that is there when the set begins, or new.
    mutating func edits(of records: [DNSRecord], _ fixture: Fixture) -> [RecordEdit] {
        let count = happens(50) ? 1 : Int.random(in: 2...4, using: &generator)
        return (0..<count).compactMap { _ in
            guard !records.isEmpty, happens(records.count > 12 ? 90 : 50) else {
                return draft(fixture).map { .create($0) }
            }
            let record = any(of: records)
            guard happens(50) else { return .delete(record.recordId) }
            guard happens(70) else { return draft(fixture).map { .update(record.recordId, $0) } }
            // Often only a little is another.
            let patch: JSON =
                happens(50) || record.kind == .cname
                ? ["ttl": .integer(any(of: [60, 300, 3_600]))] : ["name": .string(any(of: Self.names))]
            return (try? RecordPatch(reading: patch)).map { .patch(record.recordId, $0) }
        }
    }

    /// Nil for no limit at all.
    mutating func permissions() -> [JSON]? {
        guard happens(60) else { return nil }
        return (0..<Int.random(in: 1...3, using: &generator)).map { _ in entry() }
    }

    private mutating func entry() -> JSON {
        var entry = JSON.Object()
        if happens(25) { entry.append("verbs", some(of: ["read", "create", "update", "delete"])) }
        if happens(20) { entry.append("domains", some(of: ["example.com", "*.com", "example.net", "*.example.com"])) }
        if happens(40) {
            entry.append("names", .array((0..<Int.random(in: 1...3, using: &generator)).map { _ in name() }))
        }
        if happens(30) {
            let types: [JSON] = [0, 1, 2, 3].filter { _ in happens(60) }
            entry.append("types", .array(types.isEmpty ? [0] : types))
        }
        if happens(30) {
            entry.append(
                "values",
                some(of: [
                    "192.0.2.0/24", "192.0.2.0/25", "0.0.0.0/0", "2001:db8::/48", "::/0", "192.0.2.1",
                    "one*", "*two", "192.0.2.*", "*.example.net", "*",
                ]))
        }
        if happens(25) { entry.append("maxTtl", any(of: [60, 300, 3_600])) }
        if happens(15) { entry.append("networks", some(of: ["203.0.113.0/24", "203.0.113.7", "::/0", "10.0.0.0/8"])) }
        return .object(entry)
    }

    /// A name, some run of which may be a star.
    private mutating func name() -> JSON {
        let name = any(of: Self.names)
        guard name != "@", happens(60) else { return .string(name) }
        let characters = Array(name)
        let start = Int.random(in: 0...characters.count, using: &generator)
        let end = Int.random(in: start...characters.count, using: &generator)
        return .string(String(characters[..<start]) + "*" + String(characters[end...]))
    }

    private mutating func some(of texts: [String]) -> JSON {
        let chosen = texts.filter { _ in happens(50) }
        return .array((chosen.isEmpty ? [any(of: texts)] : chosen).map { .string($0) })
    }
}

extension Fixture {
    /// The owner, limited by the member's list and the token's.
    fileprivate func caller(_ lists: [[JSON]?], from address: String?) throws -> Caller {
        let read = try lists.map { list in try list.map { try Permission.read(.array($0)) } }
        var limited = caller
        limited.organizations[domain.organization]?.permissions = read[0]
        limited.token?.permissions = read[1]
        limited.address = address.flatMap { IPAddress($0) }
        return limited
    }

    /// A single edit goes now one way and now the other.
    fileprivate func apply(
        _ edits: [RecordEdit], by caller: Caller, _ chance: inout Chance
    ) async throws -> AppliedChange? {
        guard !edits.isEmpty else { return nil }
        guard edits.count == 1, chance.happens(50) else { return try await plane.apply(edits, to: domain, for: caller) }
        switch edits[0] {
        case .create(let draft): return try await plane.createRecord(draft, in: domain, for: caller)
        case .delete(let id, _): return try await plane.deleteRecord(String(id), in: domain, for: caller)
        case .patch(let id, let patch, _):
            return try await plane.updateRecord(String(id), patch, in: domain, for: caller)
        case .update, .restore: return try await plane.apply(edits, to: domain, for: caller)
        }
    }
}

extension RecordEdit {
    /// The record as the edit leaves it; nil for one that it removes.
    fileprivate func outcome(for before: DNSRecord.Draft, in domain: Name) throws -> DNSRecord.Draft? {
        switch self {
        case .update(_, let draft, _): draft
        case .patch(_, let patch, _): try patch.applied(to: before, in: domain)
        case .create, .restore, .delete: nil
        }
    }
}

extension DNSRecord {
    fileprivate var model: PermissionModel.Record { draft.model }
}

extension DNSRecord.Draft {
    fileprivate var model: PermissionModel.Record {
        PermissionModel.Record(type: kind.number, name: name, value: value, ttl: ttl)
    }
}
