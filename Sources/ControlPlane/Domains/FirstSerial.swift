import DNS
import SQL

/// The serial with which a domain begins.
enum FirstSerial {
    /// The latest, by RFC 1982, of the Unix time and one past the last that was served for the name: a secondary that
    /// still holds the name's former zone must see the new one as newer.
    static func forDomain(named name: String, at now: Int64, _ db: any Connection) throws -> UInt32 {
        let time = UInt32(truncatingIfNeeded: now / 1_000_000)
        let last = try db.run("select serial from last_serials where name = $1", name).first?.integer(0)
        guard let last else { return time }
        return Serial.latest(time, Serial.next(after: UInt32(truncatingIfNeeded: last)))
    }

    /// The last that was served for the name.
    static func remember(_ serial: UInt32, of name: String, _ db: any Connection) throws {
        try db.run(
            """
            insert into last_serials (name, serial) values ($1, $2)
            on conflict (name) do update set serial = excluded.serial
            """, name, serial)
    }
}
