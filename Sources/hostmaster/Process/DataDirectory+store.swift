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

    /// Brings the schema forward. Throws `Failure` where a newer program made the store.
    func start(_ plane: ControlPlane) async throws {
        do {
            try await plane.start()
        } catch let error as SQLError {
            throw Failure("\(database): \(error.message)")
        }
    }
}
