import Records
import SQL
import Testing

@testable import ControlPlane

@Suite struct ReadableRecordsTests {
    /// The fixture's owner with a token of these permissions.
    private func caller(_ fixture: Fixture, _ permissions: JSON, address: String? = nil) throws -> Caller {
        var caller = fixture.caller
        caller.token?.permissions = try Permission.read(permissions)
        caller.address = address.flatMap { IPAddress($0) }
        return caller
    }

    private func page(
        _ fixture: Fixture, _ caller: Caller, after cursor: RecordCursor? = nil, limit: Int = 1_000
    ) async throws -> RecordPage {
        try await fixture.plane.records(
            in: fixture.domain.uuid, of: fixture.domain.organization, after: cursor, limit: limit, for: caller)
    }

    private func fill(_ fixture: Fixture) async throws {
        for (name, type, value) in [
            ("@", "A", "192.0.2.1"), ("www", "A", "192.0.2.2"), ("www", "TXT", "www's"), ("a.dyn", "A", "10.0.0.1"),
            ("a.dyn", "AAAA", "2001:db8::1"), ("*.dyn", "A", "10.0.0.2"), ("_acme-challenge", "TXT", "x"),
            ("_acme-challenge.www", "TXT", "y"), ("xacme-challenge", "TXT", "z"), ("dyn", "A", "192.0.2.3"),
        ] { _ = try await fixture.create(name, type, value) }
    }

    @Test(
        arguments: [
            ([[:]], 10),
            ([["verbs": ["read", "update"]]], 10),
            ([["names": ["www"]]], 2),
            ([["names": ["www", "@"]]], 3),
            ([["names": ["*.dyn"]]], 3),
            ([["names": ["_acme-challenge*"]]], 2),
            ([["names": ["*"], "types": ["TXT"]]], 4),
            ([["names": ["www"], "types": ["TXT"]]], 1),
            ([["names": ["www"]], ["types": ["TXT"]]], 5),
            ([["values": ["192.0.2.0/24"]]], 3),
            ([["values": ["192.0.2.0/24"], "names": ["www"]]], 1),
            ([["values": ["192.0.2.0/24"]], ["names": ["a.dyn"]]], 5),
            ([["values": ["192.0.2.0/24"]], [:]], 10),
            ([["maxTtl": 60]], 10),
            ([["domains": ["example.net"]], ["names": ["www"]]], 2),
            ([["verbs": ["create"]], ["names": ["www"]]], 2),
            ([["networks": ["10.0.0.0/8"]], ["names": ["www"]]], 2),
            ([["networks": ["203.0.113.0/24"]], ["names": ["www"]]], 10),
        ] as [(JSON, Int64)])
    func aListHoldsAndCountsWhatMayBeRead(_ permissions: JSON, _ count: Int64) async throws {
        try await withPlane { fixture in
            try await fill(fixture)
            let caller = try caller(fixture, permissions, address: "203.0.113.1")
            let page = try await page(fixture, caller)
            #expect(page.totalItems == count)
            #expect(page.records.count == count)
            #expect(page.next == nil)
            // One by one the answer is the same.
            let shown = Set(page.records.map(\.record.recordId))
            for record in try await fixture.records() {
                let error = await refusal {
                    try await fixture.plane.record(
                        String(record.recordId), in: fixture.domain.uuid, of: fixture.domain.organization, for: caller)
                }
                #expect((error == nil) == shown.contains(record.recordId))
                if case .forbidden(let rule)? = error { #expect(rule.hasPrefix("token-permissions-")) }
            }
        }
    }

    @Test func aMembersPermissionsAndATokensBothLeaveOut() async throws {
        try await withPlane { fixture in
            try await fill(fixture)
            var caller = try caller(fixture, [["names": ["www", "dyn"]]])
            caller.organizations[fixture.domain.organization]?.permissions = try Permission.read([["types": ["A"]]])
            #expect(try await page(fixture, caller).records.map(\.record.draft.name) == ["www", "dyn"])
        }
    }

    @Test(arguments: [[["names": ["b*"]]], [["values": ["192.0.2.0/25"], "names": ["b*"]]]] as [JSON])
    func pagesFollowOneAnotherWithoutLossOrRepetition(_ permissions: JSON) async throws {
        try await withPlane { fixture in
            for i in 0..<30 { _ = try await fixture.create(i % 3 == 0 ? "b\(i)" : "a\(i)", "A", "192.0.2.\(i)") }
            let caller = try caller(fixture, permissions)
            for limit in [1, 3, 4, 9, 10, 11] {
                var names: [String] = []
                var cursor: RecordCursor?
                repeat {
                    let page = try await page(fixture, caller, after: cursor, limit: limit)
                    #expect(page.totalItems == 10)
                    #expect(page.records.count <= limit)
                    names += page.records.map(\.record.draft.name)
                    cursor = page.next
                } while cursor != nil
                #expect(names == (0..<10).map { "b\($0 * 3)" })
            }
        }
    }

    @Test func aPageLooksAtSoManyRowsAndTheCursorGoesOn() async throws {
        try await withPlane { fixture in
            try await fixture.database.write { db in
                try db.run(
                    """
                    with recursive numbers(n) as (select 0 union all select n + 1 from numbers where n < 44999)
                    insert into records (domain, name, type, ttl, value, canonical, version, created_at, updated_at)
                    select domains.id, 'n' || n, 0, 60, '10.0.0.1', $1, 1, 0, 0 from numbers, domains order by n
                    """, [UInt8]())
                try db.run("update records set name = 'here', value = '192.0.2.1' where name = 'n44000'")
            }
            let caller = try caller(fixture, [["values": ["192.0.2.0/24"]]])
            var (pages, names, cursor) = (0, [String](), RecordCursor?.none)
            repeat {
                let page = try await page(fixture, caller, after: cursor, limit: 10)
                names += page.records.map(\.record.draft.name)
                cursor = page.next
                pages += 1
            } while cursor != nil
            #expect(names == ["here"])
            #expect(pages == 3)
            // Names and types are the store's to compare.
            let named = try await page(fixture, try self.caller(fixture, [["names": ["here"]]]))
            #expect(named.records.map(\.record.draft.name) == ["here"])
            #expect(named.totalItems == 1)
            #expect(try await page(fixture, try self.caller(fixture, [["names": ["n*"]]])).totalItems == 10_000)
        }
    }

    @Test func recordsInTheWayAreNamedToWhoMayReadThem() async throws {
        try await withPlane { fixture in
            _ = try await fixture.create("www", "CNAME", "www.example.net")
            let draft = try fixture.draft("www", "A", "192.0.2.1")
            for (permissions, count) in [([["types": ["A", "CNAME"]]], 1), ([["types": ["A"]]], 0)] as [(JSON, Int)] {
                let caller = try caller(fixture, permissions)
                let error = await refusal {
                    try await fixture.plane.createRecord(draft, in: fixture.domain, for: caller)
                }
                #expect(conflict(error)?.others == count)
            }
        }
    }
}
