import ControlPlane
import SQL

/// The store in the directory, with its failures as lines for the operator.
extension DataDirectory {
    func openDatabase() throws(Failure) -> Database {
        do {
            return try Database(path: database)
        } catch {
            throw Failure("\(database): \(error.message)")
        }
    }

    /// Brings the schema forward. Throws `Failure` where a newer program made the store, or its secrets cannot be read.
    func start(_ plane: ControlPlane) async throws {
        do {
            try await plane.start()
            try await plane.openSigningKeys()
        } catch let error as SQLError {
            throw Failure("\(database): \(error.message)")
        } catch is WrongSecretsKey {
            throw Failure("\(database): its secrets were sealed under another key than the one that is there now")
        }
    }
}
