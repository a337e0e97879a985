extension MatrixRow {
    private static let organization = "/api/organizations/{organizationId}"
    private static let domain = "\(organization)/domains/{domainId}"

    static let table: [MatrixRow] =
        sessions + users + organizations + members + invitations + activity + tokens + domains + transfers + consents
        + records

    private static let tokens: [MatrixRow] = [
        .init("GET /api/api-tokens", "401 200 200 200 200 200 200 200 200 200 200"),
        .init(
            "POST /api/api-tokens",
            "401 201 201 201 201 201 in-person in-person in-person in-person in-person", body: #"{"name":"n{n}"}"#),
        .init(
            "GET /api/api-tokens/{id}",
            "401 200 200 200 200 200 token-itself token-itself token-itself token-itself token-itself", id: .token),
        .init(
            "DELETE /api/api-tokens/{id}",
            "401 204 204 204 204 204 token-itself token-itself token-itself token-itself token-itself", id: .token),
    ]

    private static let records: [MatrixRow] = [
        .init("GET \(domain)/dns-records", "401 404 200 200 200 404 200 200 200 200 404"),
        .init(
            "POST \(domain)/dns-records",
            "401 404 role-maintainer 201 201 404 201 token-permissions-verbs 201 token-permissions-verbs 404",
            body: #"{"type":"TXT","name":"_acme-challenge.n{n}","value":"x"}"#),
        .init(
            "GET \(domain)/dns-records/{id}",
            "401 404 200 200 200 404 200 token-permissions-types 200 200 404", id: .textRecord),
        .init(
            "GET \(domain)/dns-records/{id}",
            "401 404 200 200 200 404 token-permissions-types 200 200 200 404", id: .addressRecord),
        .init(
            "PATCH \(domain)/dns-records/{id}",
            "401 404 role-maintainer 200 200 404 200 token-permissions-types 200 token-permissions-verbs 404",
            id: .textRecord, body: #"{"ttl":300}"#),
        .init(
            "GET \(domain)/zone-file",
            "401 404 200 200 200 404 zone-file-is-whole zone-file-is-whole zone-file-is-whole 200 404"),
        .init(
            "PUT \(domain)/zone-file",
            "401 404 role-maintainer 200 200 404 200 token-permissions-verbs 200 token-permissions-verbs 404",
            body: "_acme-challenge.n{n} TXT x", contentType: "text/dns"),
        .init(
            "POST \(domain)/restore",
            "401 404 role-maintainer 200 200 404 200 200 200 token-permissions-verbs 404", body: #"{"at":1}"#),
        .init("GET \(domain)/changes", "401 404 200 200 200 404 200 200 200 200 404"),
        .init(
            "POST \(domain)/changes",
            "401 404 role-maintainer 201 201 404 201 token-permissions-verbs 201 token-permissions-verbs 404",
            body: """
                {"edits":[{"action":"create","record":{"type":"TXT","name":"_acme-challenge.n{n}","value":"x"}}]}
                """),
        .init(
            "GET \(domain)/changes/{number}", "401 404 200 200 200 404 200 token-permissions-types 200 200 404",
            id: .change),
        .init(
            "POST \(domain)/changes/{number}/revert",
            "401 404 role-maintainer 201 201 404 201 token-permissions-verbs 201 token-permissions-verbs 404",
            id: .change),
        .init(
            "DELETE \(domain)/dns-records/{id}",
            "401 404 role-maintainer 204 204 404 204 token-permissions-verbs 204 token-permissions-verbs 404",
            id: .textRecord),
    ]

    private static let organizations: [MatrixRow] = [
        .init("GET /api/organizations", "401 200 200 200 200 200 200 200 200 200 200"),
        .init(
            "POST /api/organizations",
            """
            401 operators-make-organizations operators-make-organizations operators-make-organizations
            operators-make-organizations 201 token-permissions-domains token-permissions-domains
            token-permissions-domains token-permissions-domains token-permissions-domains
            """, body: #"{"name":"n{n}"}"#),
        .init("GET /api/organizations/{id}", "401 404 200 200 200 200 200 200 200 200 404", id: .organization),
        .init(
            "PATCH /api/organizations/{id}",
            """
            401 404 role-owner role-owner 200 not-a-member token-permissions-domains token-permissions-domains
            token-permissions-domains token-permissions-verbs 404
            """, id: .organization, body: #"{"name":"n{n}"}"#),
        // What refuses the owner is that there are domains.
        .init(
            "DELETE /api/organizations/{id}",
            """
            401 404 role-owner role-owner 409 not-a-member token-permissions-domains token-permissions-verbs
            token-permissions-domains token-permissions-verbs 404
            """, id: .organization),
    ]

    private static let members: [MatrixRow] = [
        .init(
            "GET \(organization)/members",
            """
            401 404 200 200 200 404 token-permissions-domains token-permissions-domains token-permissions-domains 200 404
            """),
        .init(
            "POST \(organization)/members",
            """
            401 404 role-owner role-owner operator 404 token-permissions-domains token-permissions-verbs
            token-permissions-domains token-permissions-verbs 404
            """, body: #"{"email":"operator@example.org","role":"viewer"}"#),
        .init(
            "GET \(organization)/members/{id}",
            """
            401 404 200 200 200 404 token-permissions-domains token-permissions-domains token-permissions-domains 200 404
            """, id: .member),
        .init(
            "PATCH \(organization)/members/{id}",
            """
            401 404 role-owner role-owner 200 404 token-permissions-domains token-permissions-domains
            token-permissions-domains token-permissions-verbs 404
            """, id: .member, body: #"{"role":"maintainer"}"#),
        .init(
            "DELETE \(organization)/members/{id}",
            """
            401 404 role-owner role-owner 204 404 token-permissions-domains token-permissions-verbs
            token-permissions-domains token-permissions-verbs 404
            """, id: .member),
    ]

    private static let invitations: [MatrixRow] = [
        .init(
            "GET \(organization)/invitations",
            """
            401 404 200 200 200 404 token-permissions-domains token-permissions-domains token-permissions-domains 200 404
            """),
        .init(
            "POST \(organization)/invitations",
            """
            401 404 role-owner role-owner 201 404 token-permissions-domains token-permissions-verbs
            token-permissions-domains token-permissions-verbs 404
            """, body: #"{"email":"new{n}@example.org","role":"viewer"}"#),
        .init(
            "GET \(organization)/invitations/{id}",
            """
            401 404 200 200 200 404 token-permissions-domains token-permissions-domains token-permissions-domains 200 404
            """, id: .invitation),
        .init(
            "DELETE \(organization)/invitations/{id}",
            """
            401 404 role-owner role-owner 204 404 token-permissions-domains token-permissions-verbs
            token-permissions-domains token-permissions-verbs 404
            """, id: .invitation),
        // For everybody a token of another address.
        .init(
            "POST /api/invitations/{token}/accept",
            """
            401 invited-address invited-address invited-address invited-address invited-address in-person in-person
            in-person in-person in-person
            """, id: .invitationToken),
    ]

    private static let activity: [MatrixRow] = [
        .init(
            "GET \(organization)/activity",
            """
            401 404 200 200 200 404 token-permissions-domains token-permissions-domains token-permissions-domains 200 404
            """),
        .init(
            "GET \(organization)/activity/{id}",
            """
            401 404 200 200 200 404 token-permissions-domains token-permissions-domains token-permissions-domains 200 404
            """, id: .activity),
    ]

    private static let domains: [MatrixRow] = [
        .init("GET \(organization)/domains", "401 404 200 200 200 200 200 200 200 200 404"),
        .init(
            "POST \(organization)/domains",
            """
            401 404 role-maintainer 201 201 not-a-member token-permissions-names token-permissions-verbs
            token-permissions-names token-permissions-verbs 404
            """, body: #"{"name":"n{n}.example.org"}"#),
        .init("GET \(domain)", "401 404 200 200 200 200 200 200 200 200 404"),
        .init(
            "PATCH \(domain)",
            """
            401 404 role-maintainer 200 200 not-a-member token-permissions-names token-permissions-names
            token-permissions-names token-permissions-verbs 404
            """, body: #"{"nameservers":["ns{n}.example.org"]}"#),
        .init(
            "DELETE \(domain)",
            """
            401 404 role-maintainer 204 204 not-a-member token-permissions-names token-permissions-verbs
            token-permissions-names token-permissions-verbs 404
            """, id: .domain),
        .init(
            "POST \(domain)/undelete",
            """
            401 404 role-maintainer 200 200 not-a-member token-permissions-names token-permissions-verbs
            token-permissions-names token-permissions-verbs 404
            """, id: .deletedDomain),
    ]

    private static let transfers: [MatrixRow] = [
        .init("GET \(domain)/delegation", "401 404 200 200 200 200 200 200 200 200 404"),
        .init(
            "POST \(domain)/delegation",
            """
            401 404 role-maintainer 200 200 not-a-member token-permissions-names token-permissions-names
            token-permissions-names token-permissions-verbs 404
            """, id: .domain),
        .init("GET \(organization)/transfers", "401 404 200 200 200 200 200 200 200 200 404"),
        .init("GET \(domain)/transfer", "401 404 200 200 200 200 200 200 200 200 404", id: .offeredDomain),
        .init(
            "POST \(domain)/transfer",
            """
            401 404 role-maintainer 201 201 not-a-member token-permissions-names token-permissions-verbs
            token-permissions-names token-permissions-verbs 404
            """, id: .domain, body: #"{"organization":"/api/organizations/2"}"#),
        .init(
            "DELETE \(domain)/transfer",
            """
            401 404 role-maintainer 204 204 not-a-member token-permissions-names token-permissions-verbs
            token-permissions-names token-permissions-verbs 404
            """, id: .offeredDomain),
        .init(
            "POST \(domain)/transfer/accept",
            """
            401 404 role-maintainer 200 200 not-a-member token-permissions-names token-permissions-verbs
            token-permissions-names token-permissions-verbs 404
            """, id: .incomingDomain),
    ]

    // Whoever runs the instance may stand in for the holder.
    private static let consents: [MatrixRow] = [
        .init("GET \(domain)/consents", "401 404 200 200 200 200 200 200 200 200 404"),
        .init(
            "POST \(domain)/consents",
            """
            401 404 role-maintainer 201 201 201 token-permissions-names token-permissions-names
            token-permissions-names token-permissions-verbs 404
            """, body: #"{"name":"n{n}.example.com","organization":"/api/organizations/2"}"#),
        .init("GET \(domain)/consents/{id}", "401 404 200 200 200 200 200 200 200 200 404", id: .consent),
        .init(
            "DELETE \(domain)/consents/{id}",
            """
            401 404 role-maintainer 204 204 204 token-permissions-names token-permissions-names
            token-permissions-names token-permissions-verbs 404
            """, id: .consent),
    ]

    /// What a person gets, and a token does not.
    private static func persons(_ answer: String) -> String {
        (["401"] + Array(repeating: answer, count: 5) + Array(repeating: "in-person", count: 5)).joined(separator: " ")
    }

    /// What those get who run the instance; `tokens` is what a token is told.
    private static func operators(_ answer: String, tokens: String) -> String {
        let others = Array(repeating: "operator", count: 4)
        return (["401"] + others + [answer] + Array(repeating: tokens, count: 5)).joined(separator: " ")
    }

    private static func everybody(_ answer: String) -> String {
        Array(repeating: answer, count: 11).joined(separator: " ")
    }

    /// An empty body shows who is let in as far as that it is read.
    private static let sessions: [MatrixRow] = [
        .init("POST /api/auth/login", everybody("422"), body: "{}", isOpen: true),
        .init("POST /api/auth/refresh", everybody("422"), body: "{}", isOpen: true),
        .init("POST /api/auth/logout", persons("204")),
        .init(
            "POST /api/auth/register", everybody("registration-closed"),
            body: #"{"email":"new{n}@example.org","password":"correct horse battery {n}"}"#, isOpen: true),
        .init("GET /api/auth/me", "401 200 200 200 200 200 200 200 200 200 200"),
        .init("PATCH /api/auth/me", persons("200"), body: #"{"name":"n{n}"}"#),
        .init("POST /api/auth/password", persons("422"), body: "{}"),
        .init("POST /api/auth/password-reset", everybody("422"), body: "{}", isOpen: true),
        .init("POST /api/auth/password-reset/confirm", everybody("422"), body: "{}", isOpen: true),
        .init("POST /api/auth/totp", persons("200")),
        .init("POST /api/auth/totp/confirm", persons("422"), body: "{}"),
        .init("DELETE /api/auth/totp", persons("422"), body: "{}"),
        .init("GET /api/auth/sessions", persons("200")),
        .init("GET /api/auth/sessions/{id}", persons("200"), id: .session),
        .init("DELETE /api/auth/sessions/{id}", persons("204"), id: .session),
    ]

    private static let users: [MatrixRow] = [
        .init("GET /api/users", operators("200", tokens: "operator")),
        .init("POST /api/users", operators("201", tokens: "in-person"), body: #"{"email":"u{n}@example.org"}"#),
        .init("GET /api/users/{id}", operators("200", tokens: "operator"), id: .user),
        .init(
            "PATCH /api/users/{id}", operators("200", tokens: "in-person"), id: .user, body: #"{"name":"n{n}"}"#),
        .init("POST /api/users/{id}/password-reset", operators("201", tokens: "in-person"), id: .user),
        .init("DELETE /api/users/{id}/totp", operators("204", tokens: "in-person"), id: .user),
    ]
}
