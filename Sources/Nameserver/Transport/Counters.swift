import Synchronization

/// What one serving thread has done, counted without a lock: only it adds, anyone may read.
public final class Counters: Sendable {
    public let transport: Transport
    /// Replies by response code; the last one counts what was met with silence.
    private nonisolated(unsafe) let totals: UnsafeMutablePointer<Atomic<UInt64>>
    /// The batch under way, the thread's own.
    private nonisolated(unsafe) let batch: UnsafeMutablePointer<UInt64>

    public enum Transport: String, Sendable { case udp, tcp }

    static let silence = 16
    static let truncated = 17
    private static let count = 18

    init(_ transport: Transport) {
        self.transport = transport
        totals = .allocate(capacity: Counters.count)
        batch = .allocate(capacity: Counters.count)
        batch.initialize(repeating: 0, count: Counters.count)
        for index in 0..<Counters.count { (totals + index).initialize(to: Atomic(0)) }
    }

    deinit {
        totals.deallocate()
        batch.deallocate()
    }

    @inline(__always)
    func note(_ query: Query, _ reply: UnsafeMutableRawPointer, _ length: Int) {
        guard length > 0 else {
            batch[Counters.silence] &+= 1
            return
        }
        batch[reply.octet(3) & 15] &+= 1
        if reply.octet(2) & 2 != 0 { batch[Counters.truncated] &+= 1 }
    }

    /// Makes the batch's figures readable.
    @inline(__always)
    func flush() {
        for index in 0..<Counters.count where batch[index] != 0 {
            let total = totals[index].load(ordering: .relaxed) &+ batch[index]
            totals[index].store(total, ordering: .relaxed)
            batch[index] = 0
        }
    }

    /// Replies with this response code (0–15).
    public func replies(_ code: Int) -> UInt64 { totals[code & 15].load(ordering: .relaxed) }
    /// Packets that got no reply.
    public var dropped: UInt64 { totals[Counters.silence].load(ordering: .relaxed) }
    /// Replies sent with TC.
    public var truncations: UInt64 { totals[Counters.truncated].load(ordering: .relaxed) }
    public var total: UInt64 { (0..<16).reduce(0) { $0 + replies($1) } }
}
