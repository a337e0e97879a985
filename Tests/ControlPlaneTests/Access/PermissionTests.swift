import DNS
import Records
import Testing

@testable import ControlPlane

@Suite struct PermissionTests {
    private static let here = IPAddress("203.0.113.9")

    /// A record from `name type value [ttl]`.
    private static func record(_ text: String) throws -> DNSRecord.Draft {
        let parts = text.split(separator: " ", maxSplits: 3).map(String.init)
        var body: JSON.Object = ["name": .string(parts[0]), "type": .string(parts[1]), "value": .string(parts[2])]
        if parts.count > 3 { body.append("ttl", .integer(Int64(parts[3]) ?? 0)) }
        return try DNSRecord.Draft.read(.object(body), in: Name("example.com")).get()
    }

    private static func decide(
        _ permissions: JSON, _ verb: Access.Verb, _ subject: Access.Subject, role: Role = .owner,
        from address: IPAddress? = here
    ) throws -> Access.Decision {
        let token = Caller.Token(id: 1, name: "t", permissions: try Permission.read(permissions))
        let caller = Caller(
            user: 1, email: "a@example.net", token: token, address: address, organizations: [7: .init(role)])
        return Access.decide(caller, verb, subject, of: 7)
    }

    @Test(
        arguments: [
            // What is absent is no limit.
            ([[:]], "www A 192.0.2.1", nil),
            ([["names": ["www"]]], "www A 192.0.2.1", nil),
            ([["names": ["www"]]], "ww A 192.0.2.1", "names"),
            ([["names": ["@"]]], "example.com A 192.0.2.1", nil),
            ([["names": ["*.dyn"]]], "a.b.dyn A 192.0.2.1", nil),
            ([["names": ["*.dyn"]]], "*.dyn A 192.0.2.1", nil),
            ([["names": ["*.dyn"]]], "dyn A 192.0.2.1", "names"),
            ([["types": [3]]], "www TXT text", nil),
            ([["types": [3]]], "www A 192.0.2.1", "types"),
            ([["types": ["A", "AAAA"]]], "www AAAA 2001:db8::1", nil),
            ([["values": ["192.0.2.0/24"]]], "www A 192.0.2.1", nil),
            ([["values": ["192.0.2.0/24"]]], "www A 192.0.3.1", "values"),
            ([["values": ["192.0.2.0/24"]]], "www AAAA ::ffff:192.0.2.1", "values"),
            ([["values": ["::/0"]]], "www AAAA ::ffff:192.0.2.1", nil),
            ([["values": ["::/0"]]], "www A 192.0.2.1", "values"),
            // A prefix is about addresses alone, even where a text reads like one.
            ([["values": ["192.0.2.0/24"]]], "www TXT 192.0.2.1", "values"),
            ([["values": ["192.0.2.*"]]], "www TXT 192.0.2.1", nil),
            ([["values": ["192.0.2.*"]]], "www A 192.0.2.1", nil),
            ([["values": ["*.example.net"]]], "www CNAME mail.example.net", nil),
            ([["values": ["*.example.net"]]], "www CNAME mail.example.org", "values"),
            ([["values": ["Text"]]], "www TXT text", "values"),
            ([["maxTtl": 300]], "www A 192.0.2.1 300", nil),
            ([["maxTtl": 300]], "www A 192.0.2.1 301", "maxTtl"),
            // The usual TTL is an hour.
            ([["maxTtl": 300]], "www A 192.0.2.1", "maxTtl"),
            ([["verbs": ["read", "update", "delete"]]], "www A 192.0.2.1", "verbs"),
            ([["domains": ["example.com"]]], "www A 192.0.2.1", nil),
            ([["domains": ["*.com"]]], "www A 192.0.2.1", nil),
            ([["domains": ["*.example.com"]]], "www A 192.0.2.1", "domains"),
            ([["networks": ["203.0.113.0/24"]]], "www A 192.0.2.1", nil),
            ([["networks": ["203.0.112.0/24"]]], "www A 192.0.2.1", "networks"),
            // One entry must allow it all.
            ([["names": ["www"], "types": [3]], ["names": ["mail"], "types": [0]]], "www A 192.0.2.1", "names"),
            ([["names": ["www"]], ["types": [3]]], "mail A 192.0.2.1", "names"),
            ([["names": ["www"]], ["types": [3]]], "mail TXT text", nil),
        ] as [(JSON, String, String?)])
    func aRecordMayBeMadeInsideAllLimitsOfOneEntry(_ permissions: JSON, _ text: String, _ limit: String?) throws {
        let decision = try Self.decide(
            permissions, .create, .edit(from: nil, to: try Self.record(text), in: "example.com"))
        #expect(decision == (limit.map { .forbidden(rule: "token-permissions-\($0)") } ?? .allowed))
    }

    @Test(
        arguments: [
            ([["names": ["a", "b"]]], "a A 192.0.2.1", "b A 192.0.2.1", nil),
            ([["names": ["a"]]], "a A 192.0.2.1", "b A 192.0.2.1", "names"),
            ([["names": ["b"]]], "a A 192.0.2.1", "b A 192.0.2.1", "names"),
            // What it is and what it becomes in two entries is not within one.
            ([["names": ["a"]], ["names": ["b"]]], "a A 192.0.2.1", "b A 192.0.2.1", "names"),
            ([["values": ["192.0.2.0/24"]]], "a A 192.0.2.1", "a A 198.51.100.1", "values"),
            ([["values": ["192.0.2.0/24"]]], "a A 198.51.100.1", "a A 192.0.2.1", "values"),
            // The TTL limits what is written.
            ([["maxTtl": 300]], "a A 192.0.2.1 3600", "a A 192.0.2.1 300", nil),
            ([["maxTtl": 300]], "a A 192.0.2.1 300", "a A 192.0.2.1 3600", "maxTtl"),
            ([["maxTtl": 300]], "a A 192.0.2.1 3600", "a A 192.0.2.2 3600", "maxTtl"),
        ] as [(JSON, String, String, String?)])
    func anUpdateLiesInsideAsItIsAndAsItIsToBe(
        _ permissions: JSON, _ before: String, _ after: String, _ limit: String?
    ) throws {
        let edit = Access.Subject.edit(
            from: try Self.record(before), to: try Self.record(after), in: "example.com")
        let decision = try Self.decide(permissions, .update, edit)
        #expect(decision == (limit.map { .forbidden(rule: "token-permissions-\($0)") } ?? .allowed))
    }

    @Test func whatIsThereMayBeReadAndRemovedWhateverItsTTL() throws {
        let record = try Self.record("a A 192.0.2.1 3600")
        let permissions: JSON = [["maxTtl": 300]]
        #expect(try Self.decide(permissions, .read, .record(record, in: "example.com")) == .allowed)
        #expect(try Self.decide(permissions, .delete, .edit(from: record, to: nil, in: "example.com")) == .allowed)
    }

    @Test(
        arguments: [
            ([["verbs": ["read", "update"], "domains": ["example.com"]]], .update, .domain("example.com"), nil),
            ([["domains": ["example.com"]]], .create, .domain("example.com"), nil),
            ([["domains": ["example.com"]]], .create, .domain("example.net"), "domains"),
            // Narrowed to some of the records: of the domain that it is there.
            ([["names": ["www"]]], .read, .domain("example.com"), nil),
            ([["names": ["www"]]], .update, .domain("example.com"), "names"),
            ([["types": [3]]], .delete, .domain("example.com"), "names"),
            ([["values": ["x"]]], .update, .domain("example.com"), "names"),
            ([["maxTtl": 300]], .create, .domain("example.com"), "names"),
            ([["names": ["www"]], ["verbs": ["delete"]]], .delete, .domain("example.com"), nil),
            ([["names": ["www"]]], .read, .domains, nil),
            ([["verbs": ["create"]]], .read, .domains, "verbs"),
            ([["names": ["www"]]], .create, .records(in: "example.com"), nil),
            // Around the domains: what an entry without limits of domains and records sees, and nothing to be done.
            ([["names": ["www"]]], .read, .organization, nil),
            ([[:]], .update, .organization, "domains"),
            ([[:]], .delete, .organization, "domains"),
            ([["verbs": ["read"]]], .read, .members, nil),
            ([["verbs": ["read"]]], .read, .activity, nil),
            ([["domains": ["example.com"]]], .read, .activity, "domains"),
            ([["names": ["www"]]], .read, .members, "domains"),
            ([[:]], .create, .members, "domains"),
            ([[:]], .update, .providers, "domains"),
            ([["networks": ["10.0.0.0/8"]]], .read, .members, "networks"),
        ] as [(JSON, Access.Verb, Access.Subject, String?)])
    func anEntryIsAboutDomainsAndTheirRecords(
        _ permissions: JSON, _ verb: Access.Verb, _ subject: Access.Subject, _ limit: String?
    ) throws {
        let decision = try Self.decide(permissions, verb, subject)
        #expect(decision == (limit.map { .forbidden(rule: "token-permissions-\($0)") } ?? .allowed))
    }

    @Test func whoseAddressIsUnknownComesFromNoNetwork() throws {
        let decision = try Self.decide([["networks": ["0.0.0.0/0", "::/0"]]], .read, .domains, from: nil)
        #expect(decision == .forbidden(rule: "token-permissions-networks"))
        #expect(try Self.decide([[:]], .read, .domains, from: nil) == .allowed)
    }

    @Test func theRuleNamesTheLimitOfTheEntryThatCameFurthest() throws {
        let record = try Self.record("www A 192.0.2.1")
        let entries: [JSON] = [
            ["networks": ["10.0.0.0/8"]], ["domains": ["example.net"]], ["verbs": ["read"]], ["types": [3]],
            ["names": ["mail"]], ["values": ["10.0.0.0/8"]], ["maxTtl": 300],
        ]
        for (count, limit) in Permission.Limit.allCases.enumerated() {
            for permissions in [Array(entries[...count]), entries[...count].reversed()] {
                let decision = try Self.decide(
                    .array(permissions), .create, .edit(from: nil, to: record, in: "example.com"))
                #expect(decision == .forbidden(rule: "token-permissions-\(limit)"))
            }
        }
    }

    @Test func theMemberAndTheTokenMustEachAllowItAlone() throws {
        func decide(member: JSON?, token: JSON?) throws -> Access.Decision {
            let caller = Caller(
                user: 1, email: "a@example.net",
                token: Caller.Token(id: 1, name: "t", permissions: try token.map { try Permission.read($0) }),
                organizations: [7: .init(.owner, permissions: try member.map { try Permission.read($0) })])
            return Access.decide(
                caller, .create, .edit(from: nil, to: try Self.record("www A 192.0.2.1"), in: "example.com"), of: 7)
        }
        #expect(try decide(member: nil, token: nil) == .allowed)
        #expect(try decide(member: [["names": ["www"]]], token: [["types": [0]]]) == .allowed)
        #expect(
            try decide(member: [["names": ["mail"]]], token: [[:]]) == .forbidden(rule: "member-permissions-names"))
        #expect(try decide(member: [[:]], token: [["names": ["mail"]]]) == .forbidden(rule: "token-permissions-names"))
        #expect(
            try decide(member: [["names": ["mail"]]], token: nil) == .forbidden(rule: "member-permissions-names"))
    }

    @Test func permissionsGiveNoMoreThanTheRole() throws {
        #expect(
            try Self.decide([[:]], .create, .records(in: "example.com"), role: .viewer)
                == .forbidden(rule: "role-maintainer"))
    }

    @Test func aListOfNoEntryAllowsNothing() {
        let token = Caller.Token(id: 1, name: "t", permissions: [])
        let caller = Caller(user: 1, email: "a@example.net", token: token, organizations: [7: .init(.owner)])
        #expect(Access.decide(caller, .read, .domains, of: 7) == .forbidden(rule: "token-permissions"))
    }
}
