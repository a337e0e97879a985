import SQL

/// The database, with its failures told as refusals.
struct Store: Sendable {
    let database: Database

    func read<T: Sendable>(_ body: @escaping @Sendable (any Connection) throws -> T) async throws -> T {
        do {
            return try await database.read(body)
        } catch let error as SQLError {
            throw refusal(of: error)
        }
    }

    /// A member of a group: `body` runs in the line, and is answered after the sync or not at all.
    func write<T: Sendable>(_ body: @escaping @Sendable (any Connection) throws -> T) async throws -> T {
        do {
            return try await database.write(body)
        } catch let error as SQLError {
            throw refusal(of: error)
        }
    }

    /// What the caller may try again, and what is a bug of ours.
    private func refusal(of error: SQLError) -> any Error {
        switch error.kind {
        case .busy, .full, .io, .corrupt, .connection, .serialization, .closed:
            ControlPlaneError.unavailable(retryAfter: 1)
        case .unique, .foreignKey, .notNull, .check, .schema, .other:
            error
        }
    }
}
