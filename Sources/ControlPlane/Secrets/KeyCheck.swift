import SQL

/// A text that is sealed in the store, so that a key which is not the store's is noticed before it is needed.
enum KeyCheck {
    private static let place = "store.key_check"
    private static let text = Array("hostmaster".utf8)

    /// Whether `box` opens the secrets of this store; nil where the store has not been given a key yet.
    static func opens(_ box: SecretBox, _ db: any Connection) throws -> Bool? {
        guard let sealed = try db.run("select key_check from store where id = 1").first?.blobIfPresent(0) else {
            return nil
        }
        return (try? box.open(sealed, at: place)) == text
    }

    static func keep(_ box: SecretBox, _ db: any Connection) throws {
        try db.run("update store set key_check = $1 where id = 1", try box.seal(text, at: place))
    }
}

extension ControlPlane {
    /// Whether the key that it was given is the one of the store; a store that has none yet takes it.
    public func takesKey() async throws -> Bool {
        let secrets = secrets
        return try await store.write { db in
            if let isOurs = try KeyCheck.opens(secrets, db) { return isOurs }
            try KeyCheck.keep(secrets, db)
            return true
        }
    }
}
