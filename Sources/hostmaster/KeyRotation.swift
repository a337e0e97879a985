import ControlPlane
import Records
import SQL

/// A new key for access tokens, in a store that a server may have open.
struct KeyRotation {
    let place: StorePlace

    /// What was made, as it is printed.
    func run() async throws -> JSON {
        let key = try place.requireKey()
        // One under which nothing was sealed must not be made here.
        guard let secrets = SecretBox(key: try key.read()) else { throw key.isWrong }
        do {
            // Without the directory's lock, which the server has: the database has its own.
            let database = try Database(path: place.database)
            let plane = ControlPlane(
                database: database, publisher: NoNameserver(), settings: Settings(), secrets: secrets)
            try await plane.join()
            let made = try await plane.rotateSigningKeys()
            await database.close()
            return ["signingKey": .string(made)]
        } catch is WrongSecretsKey {
            throw key.isWrong
        }
    }
}
