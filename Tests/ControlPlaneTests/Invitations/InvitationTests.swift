import Logging
import Records
import SQL
import Testing

@testable import ControlPlane

@Suite struct InvitationTests {
    private static let week: Int64 = 7 * 24 * 3_600

    private func withClock(_ body: (Fixture, Clock) async throws -> Void) async throws {
        let clock = Clock()
        try await withPlane(settings: clock.settings) { fixture in try await body(fixture, clock) }
    }

    private func invite(
        _ email: String, _ fixture: Fixture, role: Role = .maintainer, permissions: [Permission]? = nil
    ) async throws -> IssuedInvitation {
        try await fixture.plane.createInvitation(
            MemberDraft(email: email, role: role, permissions: permissions.map { .set($0) } ?? .kept),
            to: fixture.organization, for: fixture.caller)
    }

    @Test func whoIsInvitedBecomesAMemberOnce() async throws {
        try await withClock { fixture, _ in
            let limits = [Permission(domains: [Pattern("example.com")])]
            let issued = try await invite("p@example.net", fixture, permissions: limits)
            #expect(issued.token.hasPrefix("hmi_"))
            #expect(issued.organization == "Example")
            let person = try await fixture.person("p@example.net")
            let member = try await fixture.plane.acceptInvitation(issued.token, for: person.caller)
            #expect(member.role == .maintainer)
            #expect(member.permissions == limits)
            #expect(try await person.caller.organizations[fixture.organization]?.permissions == limits)
            try await fixture.plane.removeMember(person.user, from: fixture.organization, for: fixture.caller)
            let again = await refusal { try await fixture.plane.acceptInvitation(issued.token, for: person.caller) }
            #expect(again == .notFound)
            #expect(try await fixture.actions() == ["member.removed", "member.joined", "invitation.created"])
        }
    }

    @Test func theTokenAloneMakesNobodyElseAMember() async throws {
        try await withClock { fixture, _ in
            let issued = try await invite("p@example.net", fixture)
            let other = try await fixture.person("q@example.net")
            let error = await refusal { try await fixture.plane.acceptInvitation(issued.token, for: other.caller) }
            #expect(error == .forbidden(rule: "invited-address"))
            let person = try await fixture.person("p@example.net")
            for token in ["", "hmi_x", issued.token + "x", String(repeating: "x", count: 1_000)] {
                let error = await refusal { try await fixture.plane.acceptInvitation(token, for: person.caller) }
                #expect(error == .notFound)
            }
            var token = try await person.caller
            token.token = .init(id: 1, name: "t")
            let caller = token
            let inPerson = await refusal { try await fixture.plane.acceptInvitation(issued.token, for: caller) }
            #expect(inPerson == .forbidden(rule: "in-person"))
            _ = try await fixture.plane.acceptInvitation(issued.token, for: person.caller)
        }
    }

    @Test func anAddressIsTheSameInAnyCase() async throws {
        try await withClock { fixture, _ in
            let body = #"{"email":"P@Example.NET","role":"viewer"}"#
            let draft = try MemberDraft(reading: JSON(parsing: Array(body.utf8)))
            let issued = try await fixture.plane.createInvitation(draft, to: fixture.organization, for: fixture.caller)
            let person = try await fixture.person("p@example.net")
            _ = try await fixture.plane.acceptInvitation(issued.token, for: person.caller)
        }
    }

    @Test func itLapsesAfterAWeek() async throws {
        try await withClock { fixture, clock in
            let issued = try await invite("p@example.net", fixture)
            clock.advance(seconds: Self.week - 1)
            let person = try await fixture.person("p@example.net")
            #expect(try await fixture.plane.invitations(of: fixture.organization, for: fixture.caller).total == 1)
            clock.advance(seconds: 1)
            let caller = try await person.caller
            let error = await refusal { try await fixture.plane.acceptInvitation(issued.token, for: caller) }
            #expect(error == .notFound)
            #expect(try await fixture.plane.invitations(of: fixture.organization, for: fixture.caller).total == 0)
            let gone = await refusal {
                try await fixture.plane.invitation(issued.invitation.id, of: fixture.organization, for: fixture.caller)
            }
            #expect(gone == .notFound)
            // And no longer stands in the way of another.
            _ = try await invite("p@example.net", fixture)
        }
    }

    @Test func oneThatWasTakenBackIsGone() async throws {
        try await withClock { fixture, _ in
            let issued = try await invite("p@example.net", fixture)
            try await fixture.plane.deleteInvitation(
                issued.invitation.id, of: fixture.organization, for: fixture.caller)
            let person = try await fixture.person("p@example.net")
            let error = await refusal { try await fixture.plane.acceptInvitation(issued.token, for: person.caller) }
            #expect(error == .notFound)
            #expect(try await fixture.actions() == ["invitation.deleted", "invitation.created"])
        }
    }

    @Test func whatAnOwnerOfferedEndsWithThatOwner() async throws {
        try await withClock { fixture, _ in
            let owner = try await fixture.person("o@example.net", .owner)
            func invite(_ email: String) async throws -> IssuedInvitation {
                try await fixture.plane.createInvitation(
                    .init(email: email, role: .owner), to: fixture.organization, for: owner.caller)
            }
            _ = try await invite("a@example.net")
            _ = try await fixture.plane.updateMember(
                owner.user, of: fixture.organization, .init(role: .maintainer), for: fixture.caller)
            #expect(try await fixture.plane.invitations(of: fixture.organization, for: fixture.caller).total == 0)
            _ = try await fixture.plane.updateMember(
                owner.user, of: fixture.organization, .init(role: .owner), for: fixture.caller)
            _ = try await invite("a@example.net")
            try await fixture.plane.removeMember(owner.user, from: fixture.organization, for: fixture.caller)
            #expect(try await fixture.plane.invitations(of: fixture.organization, for: fixture.caller).total == 0)
        }
    }

    @Test func membersAndTheInvitedAreNotInvited() async throws {
        try await withClock { fixture, _ in
            _ = try await invite("p@example.net", fixture)
            for email in ["p@example.net", "owner@example.net"] {
                let error = await refusal { try await invite(email, fixture) }
                #expect(conflictPaths(error) == ["email"])
            }
            // Whether an address has an account makes no difference.
            _ = try await fixture.person("q@example.net")
            _ = try await invite("q@example.net", fixture)
        }
    }

    @Test func onlyOwnersInvite() async throws {
        try await withClock { fixture, _ in
            let maintainer = try await fixture.person("m@example.net", .maintainer).caller
            let draft = MemberDraft(email: "p@example.net", role: .owner)
            let error = await refusal {
                try await fixture.plane.createInvitation(draft, to: fixture.organization, for: maintainer)
            }
            #expect(error == .forbidden(rule: "role-owner"))
            #expect(try await fixture.plane.invitations(of: fixture.organization, for: maintainer).total == 0)
        }
    }

    @Test func aSuspendedOrganizationTakesNobodyIn() async throws {
        try await withClock { fixture, _ in
            let issued = try await invite("p@example.net", fixture)
            let person = try await fixture.person("p@example.net")
            _ = try await fixture.plane.updateOrganization(
                fixture.organization, .init(isSuspended: true), for: fixture.caller)
            let error = await refusal { try await fixture.plane.acceptInvitation(issued.token, for: person.caller) }
            #expect(error == .forbidden(rule: "organization-suspended"))
        }
    }

    @Test func aDayHasAnEnd() async throws {
        try await withClock { fixture, clock in
            for i in 0..<ControlPlane.invitationLimit { _ = try await invite("\(i)@example.net", fixture) }
            #expect(limit(await refusal { try await invite("x@example.net", fixture) })?.contains("100") == true)
            let listed = try await fixture.plane.invitations(of: fixture.organization, limit: 1, for: fixture.caller)
            try await fixture.plane.deleteInvitation(
                listed.elements[0].id, of: fixture.organization, for: fixture.caller)
            let error = await refusal { try await invite("x@example.net", fixture) }
            guard case .throttled(_, let seconds) = error else { return #expect(Bool(false), "\(error as Any)") }
            clock.advance(seconds: Int64(seconds))
            _ = try await invite("x@example.net", fixture)
        }
    }

    @Test func theStoreDoesNotHoldTheToken() async throws {
        try await withClock { fixture, _ in
            let issued = try await invite("p@example.net", fixture)
            let rows = try await fixture.database.read { db in
                try db.run("select hash from invitations") + db.run("select details from activity")
            }
            #expect(!rows.contains { "\($0)".contains(issued.token) })
            #expect(rows[0].blob(0) == SecretToken(plain: issued.token).hash)
        }
    }

    @Test func aMailBringsTheTokenToTheAddress() async throws {
        let sent = SentMails()
        var settings = Clock().settings
        settings.publicURL = "https://dns.example.net"
        try await withPlane(settings: settings, mailer: { sent.note($0) }) { fixture in
            let plane = fixture.plane
            let sending = Task { await plane.sendMails(Logger(label: "test")) }
            let issued = try await invite("p@example.net", fixture)
            let mail = try await sent.mail(0)
            #expect(mail.recipient == "p@example.net")
            #expect(mail.text.contains("\n    https://dns.example.net/api/invitations/\(issued.token)/accept\n"))
            #expect(mail.text.hasPrefix("owner@example.net invites you to become a member (maintainer)"))
            #expect(!mail.subject.contains("Example"))
            // What is refused sends nothing.
            _ = await refusal { try await invite("p@example.net", fixture) }
            _ = try await invite("q@example.net", fixture)
            #expect(try await sent.mail(1).recipient == "q@example.net")
            sending.cancel()
            await sending.value
        }
    }

    @Test func nobodysMailboxIsFilledByInvitingAndTakingBack() async throws {
        try await withPlane(mailer: { _ in }) { fixture in
            for _ in 0..<5 {
                let issued = try await invite("p@example.net", fixture)
                try await fixture.plane.deleteInvitation(
                    issued.invitation.id, of: fixture.organization, for: fixture.caller)
            }
            let sixth = await refusal { try await invite("p@example.net", fixture) }
            guard case .throttled? = sixth else { return #expect(Bool(false), "\(String(describing: sixth))") }
            _ = try await invite("q@example.net", fixture)
        }
    }
}
