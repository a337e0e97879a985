import DNS
import Dispatch
import Foundation
import Records
import SQL
import Synchronization
import Testing

@testable import ControlPlane

@Suite struct BackupTests {
    static let key = [UInt8](repeating: 7, count: SecretBox.keySize)

    /// What callers who write at once were told, and when they stop.
    final class Load: Sendable {
        let answered = Mutex<Set<String>>([])
        let isDone = Atomic(false)
    }

    /// Files beside the store of `fixture`, removed with it.
    static func beside(_ fixture: Fixture, _ name: String) -> String {
        URL(filePath: fixture.path).deletingLastPathComponent().appending(path: name).path
    }

    @discardableResult
    static func restored(_ fixture: Fixture, key: [UInt8]? = nil, keep: ([UInt8]) throws -> Void = { _ in }) throws
        -> Database
    {
        let path = beside(fixture, "restored.sqlite")
        _ = try Backup(beside(fixture, "copy")).restore(to: path, key: key, keep: keep)
        return try Database(path: path)
    }

    static func write(_ fixture: Fixture, key: [UInt8] = key, includingKey: Bool = true) throws {
        try Backup(beside(fixture, "copy")).write(copyOf: fixture.path, key: key, includingKey: includingKey)
    }

    /// Seals the signing keys of the fixture's store under `key`.
    static func sealKeys(_ fixture: Fixture) async throws {
        let database = try Database(path: fixture.path)
        let plane = ControlPlane(
            database: database, publisher: RecordingPublisher(), settings: .test,
            secrets: try #require(SecretBox(key: key)))
        try await plane.openSigningKeys()
        await database.close()
    }

    @Test func serialsMoveOnAndTheEpochIsNew() async throws {
        try await withPlane { fixture in
            for i in 1...3 { _ = try await fixture.create("h\(i)", "A", "192.0.2.\(i)") }
            _ = try await fixture.plane.createDomain(named: "other.example", of: 1, for: fixture.caller)
            // Near the end of the circle.
            try await fixture.database.write { db in
                try db.run("update domains set serial = $1 where name = 'other.example'", UInt32.max - 5)
                try db.run("insert into last_serials (name, serial) values ('gone.example', 7)")
            }
            let before = try await StoredState(of: fixture.domain, in: fixture.database)
            let cursor = try await fixture.plane.cursor()
            try Self.write(fixture)
            let database = try Self.restored(fixture)
            let publisher = RecordingPublisher()
            let plane = ControlPlane(database: database, publisher: publisher, settings: .test, secrets: .random())
            try await plane.start()

            let after = try await StoredState(of: fixture.domain, in: database)
            #expect(after.records == before.records && after.served == before.served)
            #expect(after.domain.serial == before.domain.serial &+ 1 << 24)
            #expect(Serial.isAfter(after.domain.serial, before.domain.serial))
            #expect(after.changes.dropLast() == before.changes[...])
            try after.expectAgreement()
            let others = try await database.read { db in
                try db.run(
                    "select serial from domains where name = 'other.example' union all select serial from last_serials")
            }
            #expect(others == [Row([.integer((1 << 24) - 6)]), Row([.integer(7 + 1 << 24)])])
            let restored = try await plane.cursor()
            #expect(restored.epoch != cursor.epoch)
            #expect(restored.sequence == cursor.sequence + 2)

            // And it goes on from there.
            let caller = try await plane.authenticate(token: fixture.bootstrapped.token)
            _ = try await plane.createRecord(fixture.draft("h4", "A", "192.0.2.4"), in: fixture.domain, for: caller)
            try await StoredState(of: fixture.domain, in: database).expectAgreement()
            await database.close()
        }
    }

    @Test func aCopyUnderLoadHoldsWhatWasAnsweredAndNothingHalf() async throws {
        try await withPlane { fixture in
            let load = Load()
            let before = try await withThrowingTaskGroup(of: Void.self) { tasks in
                for caller in 0..<64 {
                    tasks.addTask {
                        var round = 0
                        while !load.isDone.load(ordering: .relaxed) {
                            let name = "h\(caller)-\(round)"
                            let edits = try ["192.0.2.1", "192.0.2.2"].map { address in
                                RecordEdit.create(try fixture.draft(name, "A", address))
                            }
                            _ = try await fixture.plane.apply(edits, to: fixture.domain, for: fixture.caller)
                            load.answered.withLock { _ = $0.insert(name) }
                            round += 1
                        }
                    }
                }
                while load.answered.withLock({ $0.count }) < 500 { try await Task.sleep(for: .milliseconds(1)) }
                let before = load.answered.withLock { $0 }
                try await withCheckedThrowingContinuation { done in
                    DispatchQueue.global().async { done.resume(with: Result { try Self.write(fixture) }) }
                }
                load.isDone.store(true, ordering: .relaxed)
                try await tasks.waitForAll()
                return before
            }
            let database = try Self.restored(fixture)
            let state = try await StoredState(of: fixture.domain, in: database)
            try state.expectAgreement()
            let names = Dictionary(grouping: state.records, by: \.name).mapValues(\.count)
            #expect(names.values.allSatisfy { $0 == 2 })
            #expect(before.isSubset(of: names.keys))
            await database.close()
        }
    }

    @Test func theKeyGoesAlongAndIsChecked() async throws {
        try await withPlane { fixture in
            try await Self.sealKeys(fixture)
            let wrong = [UInt8](repeating: 8, count: SecretBox.keySize)
            #expect(throws: WrongSecretsKey.self) { try Self.write(fixture, key: wrong) }
            #expect(throws: WrongSecretsKey.self) { try Self.write(fixture, key: [1, 2, 3]) }
            try Self.write(fixture)
            let kept = Mutex<[UInt8]?>(nil)
            await (try Self.restored(fixture) { key in kept.withLock { $0 = key } }).close()
            #expect(kept.withLock { $0 } == Self.key)
        }
    }

    @Test func aKeyThatIsKeptElsewhereIsLeftOut() async throws {
        try await withPlane { fixture in
            try await Self.sealKeys(fixture)
            try Self.write(fixture, includingKey: false)
            let wrong = [UInt8](repeating: 8, count: SecretBox.keySize)
            #expect(throws: WrongSecretsKey.self) { try Self.restored(fixture, key: wrong) }
            await (try Self.restored(fixture, key: Self.key) { _ in Issue.record("no key was in there") }).close()
        }
    }

    @Test func sessionsEndWithARestore() async throws {
        try await withPlane { fixture in
            try await fixture.database.write { db in
                try db.run(
                    "insert into sessions (id, user_id, created_at, used_at, expires_at) values ('s', 1, 0, 0, 1)")
                try db.run(
                    "insert into refresh_tokens (hash, session, created_at) values ($1, 's', 0)", [1, 2] as [UInt8])
            }
            try Self.write(fixture)
            let database = try Self.restored(fixture)
            let left = try await database.read { db in
                try db.run("select count(*) from sessions union all select count(*) from refresh_tokens")
            }
            #expect(left == [Row([0]), Row([0])])
            await database.close()
        }
    }
}
