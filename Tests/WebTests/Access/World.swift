import ControlPlane
import Foundation
import HTTPTypes
import Records
import SQL
import Synchronization

@testable import ControlPlane
@testable import Web

/// Everybody and everything that the matrix needs, on a store of its own.
struct World {
    /// Our organization, and one that none of our people has anything to do with.
    enum Side {
        case ours, theirs

        var other: Side { self == .ours ? .theirs : .ours }
    }

    let fixture: Fixture
    private let users: [Persona: Int64]
    private var tokens: [Persona: String] = [:]
    /// One more organization of our owner.
    private let second: Int64
    private static let number = Atomic(0)

    /// Different at each call.
    static var unique: Int { number.add(1, ordering: .relaxed).newValue }

    init(_ fixture: Fixture) async throws {
        self.fixture = fixture
        let plane = fixture.plane
        var users: [Persona: Int64] = [:]
        for (persona, role) in [
            (Persona.viewer, Role.viewer), (.maintainer, .maintainer), (.owner, .owner), (.stranger, nil),
            (.operator, nil),
        ] as [(Persona, Role?)] {
            users[persona] = try await fixture.person("\(persona)@example.org", role).user
        }
        self.users = users
        let (theirs, people) = (fixture.theirs.organization, users)
        second = try await plane.writePeople { db in
            try db.run("update users set operator = 1 where id = $1", people[.operator])
            let now = plane.settings.now()
            for (user, organization) in [
                (people[.stranger], theirs),
                (people[.owner], try OrganizationRows.create("Second", at: now, db)),
            ] {
                try OrganizationRows.add(user: user ?? 0, as: .owner, to: organization, at: now, db)
            }
            return try db.run("select max(id) from organizations")[0].integer(0)
        }
        let owner = try await caller(.owner)
        for (persona, draft) in [
            (.acme, TokenDraft(name: "acme", permissions: TokenPreset.acme.permissions)),
            (.dyndns, TokenDraft(name: "dyndns", permissions: TokenPreset.dyndns.permissions)),
            (.externalDNS, TokenDraft(name: "external-dns", permissions: TokenPreset.externalDNS.permissions)),
            (.readOnly, TokenDraft(name: "read-only", permissions: TokenPreset.readOnly.permissions)),
            (.other, TokenDraft(name: "other", organizations: [second])),
            (.expired, TokenDraft(name: "expired", expiresAt: 1)), (.revoked, TokenDraft(name: "revoked")),
            // Requests come without an address here: from nowhere, so from no network.
            (
                .elsewhere,
                TokenDraft(
                    name: "elsewhere",
                    permissions: [Permission(networks: [AddressPrefix("203.0.113.0/24")].compactMap(\.self))])
            ),
        ] as [(Persona, TokenDraft)] {
            let issued = try await plane.createToken(draft, for: owner)
            tokens[persona] = issued.plain
            if persona == .revoked { try await plane.revokeToken(issued.token.id, for: owner) }
        }
    }

    /// What a request of that persona comes with. A session of its own each time: some requests end it.
    func headers(of persona: Persona) async throws -> HTTPFields {
        if let token = tokens[persona] { return [.apiToken: token] }
        guard let user = users[persona] else { return [:] }
        return [.authorization: "Bearer \(try await fixture.plane.beginSession(of: user, from: .init()).access)"]
    }

    /// The user for whom the persona speaks; nil for nobody.
    func user(of persona: Persona) -> Int64? { persona.isToken ? users[.owner] : users[persona] }

    private func caller(_ persona: Persona) async throws -> Caller {
        let access = try await fixture.plane.beginSession(of: users[persona] ?? 0, from: .init()).access
        return try await fixture.plane.authenticate(accessToken: access)
    }

    func organization(_ side: Side) -> Bootstrapped { side == .ours ? fixture.ours : fixture.theirs }

    /// Who may do everything on that side.
    private func master(of side: Side) async throws -> Caller {
        var caller = try await fixture.plane.authenticate(token: organization(side).token)
        caller.token = nil
        return caller
    }
}

extension World {
    /// What `{id}` is in a path.
    enum Thing {
        case none
        case organization
        case domain, deletedDomain
        /// Offered to another organization, and by another to this one.
        case offeredDomain, incomingDomain
        case consent
        case textRecord, addressRecord
        /// A change that made a record of text.
        case change

        var isDomain: Bool { [.domain, .deletedDomain, .offeredDomain, .incomingDomain].contains(self) }
        case member, invitation, invitationToken, activity
        /// Somebody with a second factor.
        case user
        /// Of whoever asks.
        case token, session
    }

    /// The id of one that was just made, which nobody else will miss.
    func make(_ thing: Thing, for persona: Persona, on side: Side) async throws -> String {
        let (plane, place) = (fixture.plane, organization(side))
        switch thing {
        case .none: return ""
        case .organization: return String(place.organization)
        case .domain: return try await domain(on: side)
        case .deletedDomain:
            let domain = try await domain(on: side)
            try await plane.deleteDomain(domain, of: place.organization, for: try await master(of: side))
            return domain
        case .offeredDomain: return try await domain(on: side, offeredTo: second)
        case .incomingDomain: return try await domain(on: side.other, offeredTo: place.organization)
        case .consent:
            let caller = try await master(of: side)
            let domain = try await plane.domain(place.domains[0].uuid, of: place.organization, for: caller)
            let draft = try ConsentDraft(
                [
                    "name": .string("c\(Self.unique).\(domain.name)"),
                    "organization": .string("/api/organizations/\(second)"),
                ], about: domain)
            return String(try await plane.giveConsent(draft, of: domain, for: caller).id)
        case .textRecord: return try await record(["type": "TXT", "value": "x"], on: side)
        case .change:
            let record = try await record(["type": "TXT", "value": "x"], on: side)
            let caller = try await master(of: side)
            let domain = try await plane.domain(place.domains[0].uuid, of: place.organization, for: caller, to: .read)
            let newest = try await plane.history(of: domain, limit: 1, for: caller).changes.first
            guard newest?.edits.first?.after?.record?.recordId == Int64(record), let number = newest?.number else {
                preconditionFailure("the newest change is not the one that was just made")
            }
            return String(number)
        case .addressRecord: return try await record(["type": "A", "value": "192.0.2.1"], on: side)
        case .member:
            let user = try await fixture.person("member\(Self.unique)@example.org").user
            try await plane.writePeople { db in
                _ = try MemberRows.insert(
                    user, in: place.organization, as: .viewer, permissions: nil, at: plane.settings.now(), db)
            }
            return String(user)
        case .invitation: return String(try await invitation(on: side).invitation.id)
        case .invitationToken: return try await invitation(on: side).token
        case .activity:
            _ = try await invitation(on: side)
            let page = try await plane.activity(of: place.organization, limit: 1, for: try await master(of: side))
            return page.entries[0].id
        case .user:
            let user = try await fixture.person("user\(Self.unique)@example.org").user
            try await plane.writePeople { db in
                try db.run("update users set totp_confirmed_at = 1 where id = $1", user)
            }
            return String(user)
        case .session:
            guard let user = user(of: persona) else { return "none" }
            _ = try await plane.beginSession(of: user, from: .init())
            return try await fixture.database.read { db in
                try db.run(
                    "select id from sessions where user_id = $1 order by created_at desc limit 1", user)[0].text(0)
            }
        case .token:
            guard let user = user(of: persona) else { return "1" }
            return String(
                try await plane.writePeople { db in
                    try TokenRows.insert(
                        .random(), TokenDraft(name: "t\(Self.unique)"), of: user, at: plane.settings.now(), db) ?? 0
                })
        }
    }

    private func domain(on side: Side) async throws -> String {
        try await fixture.plane.createDomain(
            named: "d\(Self.unique).example.org", of: organization(side).organization, for: try await master(of: side)
        ).uuid
    }

    private func domain(on side: Side, offeredTo organization: Int64) async throws -> String {
        let (domain, place) = (try await domain(on: side), self.organization(side).organization)
        let caller = try await master(of: side)
        _ = try await fixture.plane.offerDomain(domain, of: place, to: organization, for: caller)
        return domain
    }

    private func invitation(on side: Side) async throws -> IssuedInvitation {
        try await fixture.plane.createInvitation(
            MemberDraft(email: "invited\(Self.unique)@example.org", role: .viewer),
            to: organization(side).organization, for: try await master(of: side))
    }

    private func record(_ members: JSON.Object, on side: Side) async throws -> String {
        let (plane, place, caller) = (fixture.plane, organization(side), try await master(of: side))
        let domain = try await plane.domain(
            place.domains[0].uuid, of: place.organization, for: caller, to: .create)
        var body = members
        body.append("name", .string("_acme-challenge.r\(Self.unique)"))
        let draft = try DNSRecord.Draft.read(.object(body), in: domain.apex).get()
        return String(try await plane.createRecord(draft, in: domain, for: caller).edits[0].after?.recordId ?? 0)
    }
}
