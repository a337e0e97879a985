import SQL

/// Which members are wanted.
public struct MemberFilter: Sendable, Hashable {
    /// A part of the e-mail address or the name, in whatever case.
    public var text: String?
    public var role: Role?

    public init(text: String? = nil, role: Role? = nil) {
        self.text = text
        self.role = role
    }
}

extension ControlPlane {
    /// The members of an organization in the order of their ids. Throws `notFound`, `forbidden`.
    public func members(
        of organization: Int64, _ filter: MemberFilter = MemberFilter(), offset: Int = 0, limit: Int = 30,
        for caller: Caller
    ) async throws -> Listing<Member> {
        try Access.require(caller, .read, .members, of: organization)
        let role = filter.role?.rawValue ?? ""
        let pattern = "%\(LikePattern.escaped(filter.text ?? ""))%"
        let condition = """
            m.organization = $1 and ($2 = '' or m.role = $2)
                and (lower(u.email) like lower($3) escape '\\' or lower(u.name) like lower($3) escape '\\')
            """
        return try await store.read { db in
            let total = try db.run(
                "select count(*) from members m join users u on u.id = m.user_id where \(condition)", organization,
                role,
                pattern)
            let rows = try db.run(
                """
                select \(MemberRows.columns) from members m join users u on u.id = m.user_id where \(condition)
                order by m.user_id limit $4 offset $5
                """, organization, role, pattern, limit, offset)
            return Listing(try rows.map(MemberRows.member), of: total[0].integer(0))
        }
    }

    /// One member. Throws `notFound`, `forbidden`.
    public func member(_ user: Int64, of organization: Int64, for caller: Caller) async throws -> Member {
        try Access.require(caller, .read, .members, of: organization)
        return try await store.read { db in
            guard let member = try MemberRows.find(user, in: organization, db) else { throw ControlPlaneError.notFound }
            return member
        }
    }
}
