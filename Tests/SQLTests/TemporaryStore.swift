import Foundation
import SQL

/// A directory for one store, gone with it.
final class TemporaryStore: Sendable {
    let directory: String
    var path: String { directory + "/store.sqlite" }

    init() throws {
        directory = NSTemporaryDirectory() + "sql-" + UUID().uuidString
        try FileManager.default.createDirectory(atPath: directory, withIntermediateDirectories: true)
    }

    deinit {
        try? FileManager.default.removeItem(atPath: directory)
    }

    /// How many of its files this process holds open.
    var openFiles: Int {
        let open = (try? FileManager.default.contentsOfDirectory(atPath: "/proc/self/fd")) ?? []
        return open.count { file in
            let path = try? FileManager.default.destinationOfSymbolicLink(atPath: "/proc/self/fd/" + file)
            return path?.hasPrefix(directory) == true
        }
    }

    var files: [String] {
        get throws { try FileManager.default.contentsOfDirectory(atPath: directory).sorted() }
    }
}

/// Runs `body` on a new store with the tables of `sql`, and closes it.
func withStore(
    _ sql: String..., limits: Database.Limits = .init(), participant: (any GroupParticipant)? = nil,
    _ body: (Database) async throws -> Void
) async throws {
    let store = try TemporaryStore()
    let database = try Database(path: store.path, limits: limits, participant: participant)
    try database.migrate([Migration(version: 1, name: "tables", sql: sql)])
    try await body(database)
    await database.close()
}

extension Database {
    func integer(_ sql: String) async throws -> Int64 {
        try await read { try $0.run(sql)[0].integer(0) }
    }
}

/// The error that `body` throws, if it is of ours.
func sqlError<Result>(_ body: () async throws -> Result) async -> SQLError? {
    do {
        _ = try await body()
        return nil
    } catch {
        return error as? SQLError
    }
}

enum FileSize {
    /// In octets.
    static func of(_ path: String) throws -> Int {
        try FileManager.default.attributesOfItem(atPath: path)[.size] as? Int ?? 0
    }
}
