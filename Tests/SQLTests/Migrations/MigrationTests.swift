import SQL
import Testing

@Suite struct MigrationTests {
    static let first = Migration(version: 1, name: "names", sql: ["create table names (id {identity}, name text)"])
    static let second = Migration(
        version: 2, name: "octets",
        sql: [
            "alter table names add column octets {blob}",
            "create table kept (name text primary key, n bigint) {clustered}",
            "insert into kept (name, n) select name, id from names",
        ])
    static let broken = Migration(
        version: 3, name: "broken",
        sql: ["insert into kept (name, n) values ('z', 26)", "create table names (id bigint)"])

    let store: TemporaryStore

    init() throws {
        store = try TemporaryStore()
    }

    func open(_ migrations: Migration..., body: (Database) async throws -> Void = { _ in }) async throws {
        let database = try Database(path: store.path)
        do {
            try database.migrate(migrations)
            try await body(database)
        } catch {
            await database.close()
            throw error
        }
        await database.close()
    }

    @Test func stepsRunOnceAndInOrder() async throws {
        try await open(Self.first) { database in
            _ = try await database.write { try $0.run("insert into names (name) values ('a')") }
        }
        for _ in 0..<2 {
            try await open(Self.first, Self.second) { database in
                let rows = try await database.read { try $0.run("select name, n from kept") }
                #expect(rows == [Row(["a", 1])])
                let steps = try await database.read { try $0.run("select version, name from migrations") }
                #expect(steps == [Row([1, "names"]), Row([2, "octets"])])
            }
        }
    }

    @Test func whatAnotherProgramMayHaveOpenIsLookedAtAlone() async throws {
        try await open { database in
            await #expect(throws: SQLError.self) { try await database.requireSchema(of: [Self.first]) }
        }
        try await open(Self.first) { database in
            try await database.requireSchema(of: [Self.first])
            for migrations in [[Self.first, Self.second], [Self.second]] {
                let error = await #expect(throws: SQLError.self) {
                    try await database.requireSchema(of: migrations)
                }
                #expect(error?.kind == .schema)
            }
            let steps = try await database.read { try $0.run("select version from migrations") }
            #expect(steps == [Row([1])])
        }
    }

    @Test func aNewStoreIsNotCopied() async throws {
        try await open(Self.first, Self.second)
        #expect(try store.files == ["store.sqlite"])
    }

    @Test func aStoreIsCopiedBeforeItIsMigrated() async throws {
        try await open(Self.first) { database in
            _ = try await database.write { try $0.run("insert into names (name) values ('a')") }
        }
        try await open(Self.first, Self.second)
        #expect(try store.files == ["store.sqlite", "store.sqlite.before-2"])
        let copy = try Database(path: store.path + ".before-2")
        #expect(try await copy.read { try $0.run("select id, name from names") } == [Row([1, "a"])])
        #expect(await sqlError { try await copy.read { try $0.run("select * from kept") } } != nil)
        await copy.close()
    }

    @Test func aNewerSchemaIsRefused() async throws {
        try await open(Self.first, Self.second)
        let error = await sqlError { try await open(Self.first) }
        #expect(error?.kind == .schema)
        #expect(error?.message.contains("step 2, \"octets\"") == true)
        try await open(Self.first, Self.second)
    }

    @Test func aStepThatFailsLeavesNothing() async throws {
        try await open(Self.first)
        let error = await sqlError { try await open(Self.first, Self.second, Self.broken) }
        #expect(error?.message.hasPrefix("migration 3, broken: ") == true)
        try await open(Self.first, Self.second) { database in
            let count = try await database.integer("select count(*) from kept")
            #expect(count == 0)
        }
    }

    @Test func aStepMayNotLeaveADanglingReference() async throws {
        let tables = Migration(
            version: 1, name: "tables",
            sql: ["create table a (id bigint primary key)", "create table b (a bigint references a (id))"])
        let dangling = Migration(version: 2, name: "dangling", sql: ["insert into b (a) values (7)"])
        let rebuilt = Migration(
            version: 2, name: "rebuilt",
            sql: ["drop table a", "create table a (id bigint primary key, name text)", "insert into a (id) values (7)"])
        try await open(tables)
        #expect(await sqlError { try await open(tables, dangling) }?.kind == .foreignKey)
        try await open(tables, rebuilt)
    }

    @Test func anOpenStoreFollowsItsMigration() async throws {
        try await open(Self.first) { database in
            #expect(try await database.integer("select count(*) from names") == 0)
            try database.migrate([Self.first, Self.second])
            #expect(try await database.integer("select count(*) from kept") == 0)
        }
    }
}
