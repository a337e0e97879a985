import Records
import SQL
import Testing

@testable import ControlPlane

@Suite struct ActivityTests {
    private func withClock(_ body: (Fixture, Clock) async throws -> Void) async throws {
        let clock = Clock()
        try await withPlane(settings: clock.settings) { fixture in try await body(fixture, clock) }
    }

    /// Notes something, as those do who do things.
    private func note(_ activity: Activity, _ fixture: Fixture, at now: Int64? = nil) async throws {
        let now = now ?? fixture.plane.settings.now()
        try await fixture.plane.store.write { db in try ActivityRows.note(activity, at: now, db) }
    }

    private func login(_ person: Person, _ fixture: Fixture, at now: Int64? = nil) async throws {
        let actor = Actor(.user, id: person.user, name: "p")
        try await note(Activity("login", of: person.user, by: actor, from: IPAddress("192.0.2.9")), fixture, at: now)
    }

    @Test func itIsOneListByTimeOfAllThatConcernsTheOrganization() async throws {
        try await withClock { fixture, clock in
            let person = try await fixture.person("p@example.net", .viewer)
            clock.advance(seconds: 1)
            try await login(person, fixture)
            clock.advance(seconds: 1)
            _ = try await fixture.create("www", "A", "192.0.2.1")
            clock.advance(seconds: 1)
            try await fixture.plane.removeMember(
                try await fixture.person("q@example.net", .viewer).user, from: fixture.organization, for: fixture.caller
            )
            let page = try await fixture.plane.activity(of: fixture.organization, for: person.caller)
            #expect(
                page.entries.map(\.action) == ["member.removed", "change.applied", "login", "change.applied"])
            #expect(page.next == nil)
            #expect(try await fixture.plane.countActivity(of: fixture.organization, for: person.caller) == 4)
            let (removal, change, login) = (page.entries[0], page.entries[1], page.entries[2])
            #expect(removal.subject == "q@example.net")
            #expect(removal.details == ["role": "viewer"])
            #expect(change.subject == "example.com")
            #expect(change.actor == Actor(.token, id: fixture.caller.token?.id, name: "bootstrap"))
            #expect(change.details["domainId"] == .string(fixture.domain.uuid))
            #expect(change.details["number"] == 2)
            #expect(login.address == "192.0.2.9")
            #expect(login.createdAt == Clock.start + 1_000_000)
            for entry in page.entries {
                let read = try await fixture.plane.activityEntry(
                    entry.id, of: fixture.organization, for: person.caller)
                #expect(read == entry)
            }
        }
    }

    @Test func anothersIsNotInIt() async throws {
        try await withClock { fixture, clock in
            let person = try await fixture.person("p@example.net")
            try await login(person, fixture)
            clock.advance(seconds: 1)
            let other = try await fixture.plane.bootstrap(
                email: "other@example.net", password: Fixture.password, organization: "Other",
                domains: ["example.org"], cost: Fixture.cost)
            let theirs = try await fixture.plane.authenticate(token: other.token)
            let page = try await fixture.plane.activity(of: other.organization, for: theirs)
            #expect(
                page.entries.map(\.subject)
                    == ["example.org", "bootstrap", "example.org", "Other", "other@example.net"])
            // Also not by its id.
            for id in [page.entries[0].id, "a1", "c1", "c2", "x", "a0", "a-1", "a01", ""] {
                let isTheirs = id == page.entries[0].id
                let ours = await refusal {
                    try await fixture.plane.activityEntry(id, of: fixture.organization, for: fixture.caller)
                }
                #expect(ours == (id == "c1" ? nil : .notFound), "\(id)")
                let found = await refusal {
                    try await fixture.plane.activityEntry(id, of: other.organization, for: theirs)
                }
                #expect(found == (isTheirs ? nil : .notFound), "\(id)")
            }
            for caller in [try await person.caller, theirs] {
                let error = await refusal { try await fixture.plane.activity(of: fixture.organization, for: caller) }
                #expect(error == .notFound)
            }
            // What somebody did before, and does after, being a member is no business of the organization's.
            _ = try await fixture.plane.addMember(
                .init(email: "p@example.net", role: .viewer), to: fixture.organization, for: fixture.caller)
            clock.advance(seconds: 1)
            func logins() async throws -> Int {
                try await fixture.actions().count { $0 == "login" }
            }
            #expect(try await logins() == 0)
            try await login(person, fixture)
            #expect(try await logins() == 1)
            try await fixture.plane.removeMember(person.user, from: fixture.organization, for: fixture.caller)
            #expect(try await logins() == 0)
        }
    }

    @Test func changesNobodyAskedForAreNotShown() async throws {
        try await withPlane { fixture in
            var settings = fixture.plane.settings
            settings.addresses = [Settings.address("192.0.2.54")]
            let (plane, changed) = (fixture.plane, settings)
            try await plane.store.write { db in
                let line = Line(db: db, log: plane.log, settings: changed, now: 1)
                try line.adoptSettings(line.domain(fixture.domain.uuid, of: fixture.organization))
            }
            #expect(try await plane.changes(after: 0).count == 2)
            #expect(try await plane.activity(of: fixture.organization, for: fixture.caller).entries.count == 1)
        }
    }

    @Test func pagesGoThroughAllOfItOnce() async throws {
        try await withClock { fixture, clock in
            let people = [
                try await fixture.person("p@example.net", .viewer), try await fixture.person("q@example.net", .owner),
            ]
            var generator = SplitMix(seed: 3)
            for i in 0..<60 {
                // Several of one time, too.
                if generator.next() % 3 == 0 { clock.advance(seconds: 1) }
                switch generator.next() % 3 {
                case 0: _ = try await fixture.create("h\(i)", "A", "192.0.2.1")
                case 1: try await login(people[i % 2], fixture)
                default:
                    try await note(Activity("token.created", in: fixture.organization, by: fixture.caller), fixture)
                }
            }
            let all = try await fixture.plane.activity(of: fixture.organization, limit: 100, for: fixture.caller)
            #expect(all.entries.count == 61)
            #expect(all.next == nil)
            #expect(zip(all.entries, all.entries.dropFirst()).allSatisfy { $0.key > $1.key })
            for size in [1, 7, 30, 61] {
                var walked: [ActivityEntry] = []
                var cursor: ActivityKey?
                repeat {
                    let page = try await fixture.plane.activity(
                        of: fixture.organization, after: cursor, limit: size, for: fixture.caller)
                    walked += page.entries
                    cursor = page.next
                    if let key = cursor { #expect(ActivityKey(cursor: key.cursor) == key) }
                } while cursor != nil
                #expect(walked == all.entries)
                let second = try await fixture.plane.activity(
                    of: fixture.organization, offset: size, limit: size, for: fixture.caller)
                #expect(second.entries == Array(all.entries.dropFirst(size).prefix(size)))
            }
        }
    }

    @Test func filtersChoose() async throws {
        try await withClock { fixture, clock in
            let person = try await fixture.person("p@example.net", .owner)
            let org = try await fixture.plane.createDomain(
                named: "example.org", of: fixture.organization, for: fixture.caller)
            clock.advance(seconds: 10)
            try await login(person, fixture)
            try await note(
                Activity("domain.deleted", in: fixture.organization, by: person.caller, subject: "example.org"), fixture
            )
            clock.advance(seconds: 10)
            _ = try await fixture.create("www", "A", "192.0.2.1")
            try await note(Activity("member.added", in: fixture.organization, by: fixture.caller), fixture)
            try await note(Activity("members", in: fixture.organization, by: fixture.caller), fixture)
            func actions(_ filter: ActivityFilter) async throws -> [String] {
                let page = try await fixture.plane.activity(of: fixture.organization, filter, for: fixture.caller)
                let count = try await fixture.plane.countActivity(of: fixture.organization, filter, for: fixture.caller)
                #expect(count == Int64(page.entries.count))
                return page.entries.map(\.action)
            }
            #expect(try await actions(.init(action: "member")) == ["member.added"])
            #expect(try await actions(.init(action: "member.added")) == ["member.added"])
            #expect(
                try await actions(.init(action: "change")) == ["change.applied", "change.applied", "change.applied"])
            #expect(try await actions(.init(actor: "user")) == ["domain.deleted", "login", "change.applied"])
            #expect(try await actions(.init(actor: "user:\(person.user)")) == ["domain.deleted", "login"])
            #expect(try await actions(.init(actor: "P@example.net")) == ["domain.deleted"])
            #expect(try await actions(.init(actor: "bootstrap")).count == 5)
            #expect(try await actions(.init(actor: "token:999")).isEmpty)
            for domain in [org.uuid, "example.org", "EXAMPLE.org."] {
                let found = try await actions(.init(domain: domain))
                #expect(found == ["domain.deleted", "change.applied", "domain.created"])
            }
            #expect(try await actions(.init(domain: "nowhere.example")).isEmpty)
            let second: Int64 = 1_000_000
            #expect(try await actions(.init(from: Clock.start + 20 * second)).count == 3)
            #expect(
                try await actions(.init(from: Clock.start + 10 * second, to: Clock.start + 20 * second))
                    == ["domain.deleted", "login"])
            #expect(try await actions(.init(to: Clock.start)).isEmpty)
        }
    }

    @Test func aSearchThatFindsLittleEndsAndGoesOn() async throws {
        try await withClock { fixture, clock in
            let person = try await fixture.person("p@example.net", .viewer)
            try await note(Activity("rare", in: fixture.organization, by: fixture.caller), fixture)
            clock.advance(seconds: 1)
            for i in 0..<50 {
                _ = try await fixture.create("h\(i)", "A", "192.0.2.1")
                try await login(person, fixture)
                try await note(Activity("common", in: fixture.organization, by: fixture.caller), fixture)
                clock.advance(seconds: 1)
            }
            let organization = fixture.organization
            for filter in [ActivityFilter(action: "rare"), .init(actor: "system"), .init(action: "login")] {
                let found = try await fixture.database.read { db in
                    var (keys, cursor, parts): ([ActivityKey], ActivityKey?, Int) = ([], nil, 0)
                    let scan = try ActivityScan(of: organization, filter, db)
                    repeat {
                        let part = try scan.keys(after: cursor, limit: 10, budget: 8)
                        keys += part.keys
                        cursor = part.next
                        parts += 1
                    } while cursor != nil && parts < 1_000
                    return (keys: keys, parts: parts, whole: try scan.keys(limit: 1_000, budget: 1_000).keys)
                }
                #expect(found.keys == found.whole)
                #expect(found.parts > 5 && found.parts < 100)
                #expect(found.keys.count == (filter.action == "login" ? 50 : filter.action == "rare" ? 1 : 0))
            }
        }
    }

    @Test func aTransferShowsNeitherSideWhatIsTheOthers() async throws {
        try await withClock { fixture, clock in
            let other = try await fixture.plane.bootstrap(
                email: "other@example.net", password: Fixture.password, organization: "Other", cost: Fixture.cost)
            clock.advance(seconds: 1)
            _ = try await fixture.create("www", "A", "192.0.2.1")
            _ = try await fixture.plane.store.write { db in
                try db.run("update domains set organization = $1", other.organization)
            }
            let theirs = try await fixture.plane.authenticate(token: other.token)
            let page = try await fixture.plane.activity(of: other.organization, for: theirs)
            #expect(page.entries.map(\.action) == ["token.created", "organization.created", "user.created"])
            let filtered = try await fixture.plane.activity(
                of: other.organization, .init(domain: fixture.domain.uuid), for: theirs)
            #expect(filtered.entries.isEmpty)
            let ours = try await fixture.plane.activity(of: fixture.organization, for: fixture.caller)
            #expect(ours.entries.map(\.subject) == ["example.com", "example.com"])
        }
    }

    @Test func everyPlaceItIsReadFromLiesInAnIndex() async throws {
        try await withPlane { fixture in
            let person = try await fixture.person("p@example.net", .viewer)
            for i in 0..<20 {
                _ = try await fixture.create("h\(i)", "A", "192.0.2.1")
                try await login(person, fixture)
            }
            let plans = try await fixture.database.read { db in
                try [
                    "select created_at, sequence from changes where shown_to = $1 and (created_at, sequence) < ($2, $3) "
                        + "and created_at >= $4 order by created_at desc, sequence desc limit $5",
                    "select created_at, id from activity where user_id = $1 and organization is null "
                        + "and (created_at, id) < ($2, $3) and created_at >= $4 order by created_at desc, id desc limit $5",
                    "select created_at, id from activity where organization = $1 and (created_at, id) < ($2, $3) "
                        + "and created_at >= $4 order by created_at desc, id desc limit $5",
                ].map { sql in
                    try db.run("explain query plan \(sql)", 1, 2, 3, 4, 5).map { $0.text(3) }.joined(separator: "; ")
                }
            }
            for (plan, index) in zip(plans, ["changes_shown", "activity_user", "activity_organization"]) {
                #expect(plan.contains("INDEX \(index) "), "\(plan)")
                #expect(!plan.contains("TEMP B-TREE"), "\(plan)")
            }
        }
    }
}
