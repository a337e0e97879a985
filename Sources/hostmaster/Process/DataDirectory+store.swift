import ControlPlane
import Foundation
import SQL

/// The store in the directory, with its failures as lines for the operator.
extension DataDirectory {
    /// Throws `Failure` also where a restore has begun and not ended: its store would be begun anew, empty.
    func openDatabase() throws(Failure) -> Database {
        let draft = Backup.draft(of: database)
        guard !FileManager.default.fileExists(atPath: draft) else {
            throw Failure("\(path): a restore into it broke off; restore it again, or remove \(draft)")
        }
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
