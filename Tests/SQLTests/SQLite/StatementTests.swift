import SQL
import Testing

@Suite struct StatementTests {
    @Test func parametersMayComeInAnyOrderAndTwice() async throws {
        try await withStore { database in
            let row = try await database.read { try $0.run("select $2, $1, $2, $3", "a", "b", 3)[0] }
            #expect(row.values == ["b", "a", "b", 3])
        }
    }

    @Test func moreThanNineParametersKeepTheirNumbers() async throws {
        try await withStore { database in
            let names = (1...12).reversed().map { "$\($0)" }.joined(separator: ", ")
            let row = try await database.read { try $0.run("select \(names)", values: Array(1...12))[0] }
            #expect(row.values == (1...12).reversed().map { .integer($0) })
        }
    }

    @Test(arguments: [
        "select $1, $3", "select ?", "select :name", "select $1", "select $1, $2, $3", "select $1; select $2", "",
        "select \"text\" where $1 = $2",
    ])
    func statementThatTheOtherDatabaseWouldNotTakeIsRefused(_ sql: String) async throws {
        try await withStore { database in
            let error = await sqlError { try await database.read { try $0.run(sql, 1, 2) } }
            #expect(error?.kind == .other)
        }
    }

    @Test func insertReturnsWhatItMade() async throws {
        try await withStore("create table names (id {identity}, name text not null)") { database in
            let rows = try await database.write {
                try $0.run("insert into names (name) values ($1), ($2) returning id, name", "a", "b")
            }
            #expect(rows.map(\.values) == [[1, "a"], [2, "b"]])
        }
    }

    @Test func identityIsNeverUsedAgain() async throws {
        try await withStore("create table names (id {identity}, name text not null)") { database in
            let ids = try await database.write { connection in
                try (1...3).map { _ in
                    let id = try connection.run("insert into names (name) values ('a') returning id")[0].integer(0)
                    try connection.run("delete from names where id = $1", id)
                    return id
                }
            }
            #expect(ids == [1, 2, 3])
        }
    }

    @Test func conflictUpdatesTheRowThatIsThere() async throws {
        try await withStore("create table hits (name text primary key, n bigint not null) {clustered}") { database in
            let sql = """
                insert into hits (name, n) values ($1, $2)
                on conflict (name) do update set n = hits.n + excluded.n returning n
                """
            let counts = try await database.write { connection in
                try [1, 10, 100].map { try connection.run(sql, "a", $0)[0].integer(0) }
            }
            #expect(counts == [1, 11, 111])
        }
    }

    @Test func nullIsNotDistinctFromNull() async throws {
        try await withStore { database in
            let sql = "select $1 is not distinct from $2, $1 is distinct from $3"
            let row = try await database.read { try $0.run(sql, SQLValue.null, Int?.none, 1)[0] }
            #expect(row.values == [1, 1])
        }
    }

    @Test func windowFunctionsNumberRows() async throws {
        try await withStore("create table t (a text not null, b bigint not null)") { database in
            try await database.write { try $0.run("insert into t (a, b) values ('x', 1), ('x', 2), ('y', 5)") }
            let rows = try await database.read {
                try $0.run(
                    "select a, row_number() over (partition by a order by b desc), sum(b) over () from t order by a, b")
            }
            #expect(rows.map(\.values) == [["x", 2, 8], ["x", 1, 8], ["y", 1, 8]])
        }
    }

    @Test func changesCountsTouchedRows() async throws {
        try await withStore("create table t (a bigint not null)") { database in
            let counts = try await database.write { connection in
                try connection.run("insert into t (a) values (1), (2), (3)")
                let inserted = connection.changes
                try connection.run("update t set a = a + 1 where a > $1", 1)
                return [inserted, connection.changes]
            }
            #expect(counts == [3, 2])
        }
    }

    @Test func aStatementMayRunInsideItself() async throws {
        try await withStore { database in
            let sql = "with recursive n (i) as (select 1 union all select i + 1 from n where i < $1) select i from n"
            let pairs = try await database.read { connection in
                var pairs = 0
                try connection.forEach(sql, [3]) { outer in
                    pairs += try connection.run(sql, outer.integer(0)).count
                    return true
                }
                return pairs
            }
            #expect(pairs == 1 + 2 + 3)
        }
    }

    @Test func forEachStopsWhenToldTo() async throws {
        try await withStore { database in
            let sql = "with recursive n (i) as (select 1 union all select i + 1 from n where i < 100) select i from n"
            try await database.read { connection in
                var seen: [Int64] = []
                try connection.forEach(sql, []) { row in
                    seen.append(row.integer(0))
                    return seen.count < 3
                }
                #expect(seen == [1, 2, 3])
                struct Enough: Error {}
                #expect(throws: Enough.self) { try connection.forEach(sql, []) { _ in throw Enough() } }
                #expect(try connection.run(sql).count == 100)
            }
        }
    }

    @Test func keptStatementsFollowTheSchema() async throws {
        try await withStore("create table t (a bigint not null)", "insert into t (a) values (1)") { database in
            #expect(try await database.read { try $0.run("select * from t")[0].values } == [1])
            try await database.write { try $0.run("alter table t add column b text not null default 'new'") }
            #expect(try await database.read { try $0.run("select * from t")[0].values } == [1, "new"])
        }
    }

    @Test func moreTextsThanAreKeptStillRun() async throws {
        try await withStore { database in
            let sum = try await database.read { connection in
                try (0..<1_000).map { try connection.run("select \($0)")[0].integer(0) }.reduce(0, +)
            }
            #expect(sum == 499_500)
        }
    }
}
