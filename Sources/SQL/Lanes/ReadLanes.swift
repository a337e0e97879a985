/// The threads that read, each with a connection: every call is one transaction, and so sees one committed state.
final class ReadLanes: @unchecked Sendable {
    let queue = CallQueue()
    let ended: Latch
    private let health: Health

    init(_ connections: [SQLiteConnection], _ health: Health) {
        ended = Latch(threads: connections.count)
        self.health = health
        for connection in connections {
            let lane = ReadLane(connection: connection)
            startThread { self.serve(lane.connection) }
        }
    }

    private func serve(_ connection: SQLiteConnection) {
        var releasesSeen = 0
        loop: while true {
            switch queue.take(atMost: 1, releasesSeen: &releasesSeen) {
            case .calls(let calls):
                for call in calls {
                    carryOut(call, on: connection)
                    call.answer()
                }
            case .releaseMemory:
                connection.releaseMemory()
            case .end:
                break loop
            }
        }
        connection.close(keepingLog: health.refusal != nil)
        ended.threadDidEnd()
    }

    private func carryOut(_ call: any Call, on connection: SQLiteConnection) {
        guard !call.isCancelled else { return call.fail(CancellationError()) }
        do {
            try connection.run("begin")
            try call.perform(on: connection)
        } catch {
            call.fail(error)
        }
        // A read has nothing to commit, so there is nothing to learn from an error here.
        if connection.isInTransaction { _ = try? connection.run("commit") }
        if connection.isInTransaction { _ = try? connection.run("rollback") }
        health.note(connection.breakage)
    }
}

/// Carries a connection to its thread, where it then stays.
private struct ReadLane: @unchecked Sendable {
    let connection: SQLiteConnection
}
