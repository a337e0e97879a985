import SQL

/// A store in one file, with the key to its secrets unless that is kept elsewhere.
public struct Backup: Sendable {
    private let file: BackupFile

    public init(_ path: String) {
        file = BackupFile(path)
    }

    /// Copies the store at `store`, which a server may be writing. Throws `WrongSecretsKey`, and `SQLError` in words for
    /// the operator.
    public func write(copyOf store: String, key: [UInt8], includingKey: Bool) throws {
        try file.write(copyOf: store) { db in
            try Self.check(key, db)
            return includingKey ? [Self.keyName: key] : [:]
        }
    }

    /// What a restore found and did.
    public struct Restored: Sendable, Hashable {
        public var domains: Int
        /// The key to the secrets was in the file.
        public var hadKey: Bool
    }

    /// Makes the store at `store`, which must not be there. `key` is what the operator keeps elsewhere. One that is in
    /// the file is shown to `keep` before the store has its name.
    public func restore(
        to store: String, key: [UInt8]?, at now: Int64 = Settings.wallClock(), keep: ([UInt8]) throws -> Void
    ) throws -> Restored {
        try file.restore(to: store, migrations: Migrations.all) { db, attachments in
            let kept = attachments[Self.keyName]
            for key in [kept, key].compactMap(\.self) { try Self.check(key, db) }
            let domains = try RestoredStore(db: db, now: now).setApart()
            if let kept { try keep(kept) }
            return Restored(domains: domains, hadKey: kept != nil)
        }
    }

    /// Where a store lies while it is restored.
    public static func draft(of store: String) -> String { BackupFile.draft(of: store) }

    /// The signing keys are among the secrets that were sealed under the key.
    private static func check(_ key: [UInt8], _ db: any Connection) throws {
        // The program that is installed may be newer than the server that runs: its store has secrets after its start.
        let version = try db.run("select max(version) from migrations").first?.integerIfPresent(0) ?? 0
        guard version >= 2, let sealed = try SigningKeyRows.valid(at: .min, db).first else { return }
        guard let box = SecretBox(key: key),
            (try? box.open(sealed.secret, at: SigningKeyRows.place(sealed.id))) != nil
        else { throw WrongSecretsKey() }
    }

    private static let keyName = "secrets.key"
}
