import SQL

/// What may be done, by whom, and what is remembered of it: all ways in, HTTP or other, end here.
///
/// Throws `ControlPlaneError`; anything else that it throws is a bug of ours.
public final class ControlPlane: Sendable {
    public let settings: Settings
    let store: Store
    let log: ChangeLog
    let secrets: SecretBox
    let tokens = TokenCache()
    let signingKeys = SigningKeys()
    let passwords: PasswordHasher
    let logins: LoginGate
    let paces = AccountPaces()
    /// Nil where there is no way to mail.
    let outbox: Outbox?
    let references = ReferenceCache()
    let pace = WritePace()
    let dns: PublicDNS

    /// `database` must not have been written to: the change log goes along with each of its groups from now on.
    public init(
        database: Database, publisher: any Publisher, settings: Settings, secrets: SecretBox, mailer: Mailer? = nil,
        dns: PublicDNS = .unreachable
    ) {
        self.settings = settings
        self.secrets = secrets
        self.dns = dns
        passwords = PasswordHasher(cost: settings.passwordCost)
        logins = LoginGate(now: settings.now)
        outbox = mailer.map { Outbox($0) }
        store = Store(database: database)
        log = ChangeLog(publisher: publisher)
        database.setParticipant(log)
    }

    /// A write of domains, in the line.
    func inLine<T: Sendable>(_ body: @escaping @Sendable (Line) throws -> T) async throws -> T {
        let (log, settings) = (log, settings)
        return try await store.write { db in
            try body(Line(db: db, log: log, settings: settings, now: settings.now()))
        }
    }
}
