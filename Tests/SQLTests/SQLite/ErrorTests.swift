import Foundation
import Testing

@testable import SQL

@Suite struct ErrorTests {
    struct Case: Sendable, CustomTestStringConvertible {
        let sql: String
        let kind: SQLError.Kind
        var constraint: String?
        var table: String?
        var columns: [String] = []
        var testDescription: String { sql }
    }

    @Test(arguments: [
        Case(sql: "insert into parent (id, a) values (1, 1)", kind: .unique, table: "parent", columns: ["id"]),
        Case(sql: "insert into parent (a, b) values (1, 'x')", kind: .unique, table: "parent", columns: ["a", "b"]),
        Case(sql: "insert into folded (name) values ('X')", kind: .unique, constraint: "lower_names"),
        Case(sql: "insert into parent (b) values ('z')", kind: .notNull, table: "parent", columns: ["a"]),
        Case(sql: "insert into parent (a, b) values (-1, 'z')", kind: .check, constraint: "positive"),
        Case(sql: "insert into child (parent) values (99)", kind: .foreignKey),
        Case(sql: "delete from parent where id = 1", kind: .foreignKey),
        Case(sql: "insert into clustered (id) values ('a')", kind: .unique, table: "clustered", columns: ["id"]),
        Case(sql: "insert into nowhere (a) values (1)", kind: .other),
        Case(sql: "select", kind: .other),
    ])
    func errorIsOfItsKind(_ expected: Case) async throws {
        try await withStore(
            """
            create table parent (id {identity}, a bigint not null, b text, unique (a, b),
                constraint positive check (a > 0))
            """,
            "create table folded (name text)", "create unique index lower_names on folded (lower(name))",
            "insert into folded (name) values ('x')",
            "create table child (parent bigint not null references parent (id))",
            "create table clustered (id text primary key) {clustered}",
            "insert into parent (id, a, b) values (1, 1, 'x'), (2, 2, 'y')",
            "insert into child (parent) values (1)", "insert into clustered (id) values ('a')"
        ) { database in
            let error = await sqlError { try await database.write { try $0.run(expected.sql) } }
            #expect(error?.kind == expected.kind)
            #expect(error?.constraint == expected.constraint)
            #expect(error?.table == expected.table)
            #expect(error?.columns == expected.columns)
        }
    }

    @Test(
        arguments: [
            (9, .other), (5, .busy), (517, .serialization), (6, .busy), (13, .full), (10, .io), (1034, .io),
            (11, .corrupt),
            (26, .corrupt), (14, .connection), (8, .connection), (2067, .unique), (1555, .unique), (2579, .unique),
            (787, .foreignKey), (1299, .notNull), (275, .check), (3091, .check), (19, .other), (1811, .other),
            (1, .other),
        ] as [(Int32, SQLError.Kind)])
    func codeHasItsKind(_ code: Int32, _ kind: SQLError.Kind) {
        #expect(SQLError.Kind(code: code) == kind)
    }

    @Test func aReadMayNotWrite() async throws {
        try await withStore("create table t (a bigint not null)") { database in
            let error = await sqlError { try await database.read { try $0.run("insert into t (a) values (1)") } }
            #expect(error != nil)
            let count = try await database.integer("select count(*) from t")
            #expect(count == 0)
        }
    }

    @Test func aDirectoryThatIsNotThereIsAConnectionError() async throws {
        let store = try TemporaryStore()
        let error = await sqlError { _ = try Database(path: store.directory + "/absent/store.sqlite") }
        #expect(error?.kind == .connection)
    }

    @Test func aFileOfAnotherKindIsCorrupt() async throws {
        let store = try TemporaryStore()
        try String(repeating: "not a store ", count: 1_000).write(toFile: store.path, atomically: true, encoding: .utf8)
        let error = await sqlError { _ = try Database(path: store.path) }
        #expect(error?.kind == .corrupt)
    }
}
