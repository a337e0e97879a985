import Records
import SQL

/// The rows of `activity`.
enum ActivityRows {
    /// Written with what it tells of, in the same transaction.
    static func note(_ activity: Activity, at now: Int64, _ db: any Connection) throws {
        let details = activity.details.members.isEmpty ? nil : JSON.object(activity.details).bytes
        try db.run(
            """
            insert into activity (
                organization, user_id, action, actor_type, actor_id, actor_name, subject, details, address, created_at)
            values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)
            """, activity.organization, activity.user, activity.action, activity.actor.kind.rawValue,
            activity.actor.id, activity.actor.name, activity.subject,
            details.map { String(decoding: $0, as: UTF8.self) }, activity.address?.description, now)
    }
}
