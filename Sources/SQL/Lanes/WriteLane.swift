import CSQLite
import Synchronization

/// The one thread that writes: it takes all writes that wait and commits them as one group; those that come
/// meanwhile form the next.
final class WriteLane: @unchecked Sendable {
    let queue = CallQueue()
    let ended = Latch(threads: 1)
    private let connection: SQLiteConnection
    private let health: Health
    private let checkpoints: CheckpointLane
    private let limits: Database.Limits
    private let participant = Mutex<(any GroupParticipant)?>(nil)
    /// How many octets the write-ahead log grows between two checkpoints.
    private let checkpointInterval: Int
    /// The size of the log from which it is next looked after.
    private var nextRequest: Int
    private var nextCheckpoint: Int

    init(_ connection: SQLiteConnection, _ checkpoints: CheckpointLane, _ health: Health, _ limits: Database.Limits) {
        self.connection = connection
        self.checkpoints = checkpoints
        self.health = health
        self.limits = limits
        checkpointInterval = limits.logSize / 8
        nextRequest = checkpointInterval
        nextCheckpoint = limits.logSize
        startThread { self.serve() }
    }

    func setParticipant(_ participant: any GroupParticipant) {
        self.participant.withLock {
            precondition($0 == nil, "a store has one participant")
            $0 = participant
        }
    }

    private func serve() {
        var releasesSeen = 0
        loop: while true {
            switch queue.take(atMost: limits.groupSize, releasesSeen: &releasesSeen) {
            case .calls(let calls):
                carryOut(calls)
                for call in calls { call.answer() }
                keepLogShort()
            case .releaseMemory:
                connection.releaseMemory()
            case .end:
                break loop
            }
        }
        connection.close(keepingLog: health.refusal != nil)
        ended.threadDidEnd()
    }

    private func carryOut(_ calls: [any Call]) {
        var members: [any Call] = []
        let refusal = health.refusal
        for call in calls {
            if call.isCancelled {
                call.fail(CancellationError())
            } else if let refusal {
                call.fail(refusal)
            } else {
                members.append(call)
            }
        }
        guard !members.isEmpty else { return }
        Group(connection: connection, participant: participant.withLock { $0 }).carryOut(members)
        health.note(connection.breakage)
    }

    /// The checkpoint lane copies most of the log beside us, but never reaches its end while we go on writing. So from
    /// its bound on we copy the rest ourselves, between two groups: the next one starts the log anew, unless a long
    /// read still needs the old one.
    private func keepLogShort() {
        let size = connection.logSize
        if size < nextRequest - checkpointInterval {
            nextRequest = checkpointInterval
            nextCheckpoint = limits.logSize
        }
        if size >= nextCheckpoint {
            nextCheckpoint = size + checkpointInterval
            checkpoints.checkpoint(connection)
        } else if size >= nextRequest {
            nextRequest = size + checkpointInterval
            checkpoints.request()
        }
    }
}
