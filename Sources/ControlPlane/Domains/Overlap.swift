import DNS
import SQL

/// Domains of others that a name stands above or below.
enum Overlap {
    /// Whether there is one whose holder has not consented to `organization` having the name. Domains of `other`, too,
    /// are no matter. Claims are not: nothing is proved of them.
    static func exists(
        _ name: Name, of organization: Int64, besides other: Int64? = nil, _ db: any Connection
    ) throws -> Bool {
        let place = NamePlace(name)
        let asking: [any SQLConvertible] = [organization, other ?? organization, name.textWithoutDot]
        let below = try db.run(
            "\(statement) and d.place > $4 and d.place < $5 limit 1", values: asking + [place.key, place.end])
        guard below.isEmpty else { return true }
        return try name.ancestors.contains { ancestor in
            let above = try db.run("\(statement) and d.name = $4 limit 1", values: asking + [ancestor.textWithoutDot])
            return !above.isEmpty
        }
    }

    private static let statement = """
        select 1 from domains d
        where d.status in ('active', 'suspended') and d.organization <> $1 and d.organization <> $2 and not exists (
            select 1 from consents c where c.domain = d.id and c.name = $3 and c.organization = $1
                and c.void = 0)
        """
}
