import Testing

@testable import SQL

/// One group at a time, on the thread of the test.
@Suite struct GroupTests {
    /// A call that keeps its outcome.
    final class Member: Call, @unchecked Sendable {
        let body: (any Connection) throws -> Void
        var error: (any Error)?
        var isDone = false
        var isCancelled: Bool { false }

        init(_ body: @escaping (any Connection) throws -> Void) { self.body = body }

        func perform(on connection: any Connection) throws {
            try body(connection)
            isDone = true
        }

        func fail(_ error: any Error) { self.error = error }
        func answer() {}
    }

    struct No: Error {}

    static func insert(_ id: Int) -> Member { Member { try $0.run("insert into t (id) values ($1)", id) } }
    static func insertThenFail(_ id: Int) -> Member {
        Member {
            try $0.run("insert into t (id) values ($1)", id)
            throw No()
        }
    }

    let store: TemporaryStore
    let connection: SQLiteConnection
    let recorder = Recorder()

    init() throws {
        store = try TemporaryStore()
        connection = try SQLiteConnection(path: store.path, vfs: nil, role: .writer, limits: .init())
        try connection.run("create table t (id bigint primary key)")
        try connection.run(
            "create table later (id bigint references t (id) deferrable initially deferred)")
    }

    func carryOut(_ members: Member...) {
        Group(connection: connection, participant: recorder).carryOut(members)
    }

    var ids: [Int64] {
        get throws { try connection.run("select id from t order by id").map { $0.integer(0) } }
    }

    @Test func aFailingMemberIsUndoneAlone() throws {
        let members = [Self.insert(1), Self.insertThenFail(2), Self.insert(3), Self.insert(1), Self.insert(4)]
        carryOut(members[0], members[1], members[2], members[3], members[4])
        #expect(try ids == [1, 3, 4])
        #expect(members.map { $0.error == nil } == [true, false, true, false, true])
        #expect(members[1].error is No)
        #expect((members[3].error as? SQLError)?.kind == .unique)
        #expect(
            recorder.steps == [
                "begin", "begin", "member failed", "begin", "begin", "member failed", "begin", "will commit",
                "committed",
            ])
        #expect(!connection.isInTransaction)
    }

    @Test func aMemberSeesWhatTheOneBeforeItLeft() {
        let second = Member {
            let ids = try $0.run("select id from t").map { $0.integer(0) }
            #expect(ids == [1])
        }
        carryOut(Self.insert(1), Self.insertThenFail(2), second)
        #expect(second.isDone)
    }

    @Test func aMemberAloneIsUndoneWithItsTransaction() throws {
        carryOut(Self.insertThenFail(1))
        #expect(try ids.isEmpty)
        #expect(recorder.steps == ["begin", "member failed", "group failed"])
        carryOut(Self.insert(1))
        #expect(try ids == [1])
        #expect(recorder.steps.suffix(3) == ["begin", "will commit", "committed"])
    }

    @Test func aGroupWhoseMembersAllFailIsNotCommitted() throws {
        carryOut(Self.insertThenFail(1), Self.insertThenFail(2))
        #expect(try ids.isEmpty)
        #expect(recorder.steps == ["begin", "member failed", "begin", "member failed", "group failed"])
    }

    @Test func theParticipantMayFailTheGroup() throws {
        recorder.refuseNextGroup()
        let members = [Self.insert(1), Self.insertThenFail(2), Self.insert(3)]
        carryOut(members[0], members[1], members[2])
        #expect(try ids.isEmpty)
        #expect(members[0].error is Recorder.Refusal && members[1].error is No && members[2].error is Recorder.Refusal)
        #expect(recorder.steps.suffix(2) == ["will commit", "group failed"])
        #expect(!connection.isInTransaction)
    }

    @Test func aCommitThatFailsFailsEverybody() throws {
        let members = [Self.insert(1), Member { try $0.run("insert into later (id) values (99)") }]
        carryOut(members[0], members[1])
        #expect(members.allSatisfy { ($0.error as? SQLError)?.kind == .foreignKey })
        #expect(try ids.isEmpty)
        #expect(recorder.steps.suffix(2) == ["will commit", "group failed"])
        #expect(!connection.isInTransaction)
    }

    @Test func aMemberThatEndsTheTransactionFailsTheGroup() throws {
        let members = [Self.insert(1), Member { try $0.run("rollback") }, Self.insert(3)]
        carryOut(members[0], members[1], members[2])
        #expect(members.allSatisfy { $0.error != nil })
        #expect(!members[2].isDone)
        #expect(try ids.isEmpty)
        #expect(recorder.steps == ["begin", "begin", "group failed"])
    }

    @Test func anotherWritersLockFailsTheGroupBeforeItBegins() throws {
        var limits = Database.Limits()
        limits.busyTimeout = .milliseconds(10)
        let impatient = try SQLiteConnection(path: store.path, vfs: nil, role: .writer, limits: limits)
        try connection.run("begin immediate")
        let member = Self.insert(1)
        Group(connection: impatient, participant: recorder).carryOut([member])
        #expect((member.error as? SQLError)?.kind == .busy)
        #expect(recorder.steps.isEmpty)
        try connection.run("rollback")
    }
}
