import Synchronization

/// How far an organization is within its quota of writes a minute.
public struct WriteAllowance: Sendable, Hashable {
    public var limit: Int
    /// How many more there may be now.
    public var remaining: Int
    /// Seconds until there may be more than that.
    public var relief: Int

    public static let window = SlidingMinute.seconds
}

/// The writes of the last minute of those organizations whose writes are limited. In memory: a restart forgives them.
final class WritePace: Sendable {
    private struct State {
        var minutes: [Int64: SlidingMinute] = [:]
        /// When to look for those that have not written for a minute.
        var sweepSize = 1_024

        /// Bounds the memory by what is in use: organizations that write, with a limit that an operator set.
        mutating func sweep(at second: Int64) {
            guard minutes.count >= sweepSize else { return }
            minutes = minutes.mapValues { minute in
                var minute = minute
                minute.advance(to: second)
                return minute
            }.filter { $0.value.total > 0 }
            sweepSize = max(1_024, 2 * minutes.count)
        }
    }

    private let state = Mutex(State())

    /// How many organizations it knows of.
    var size: Int { state.withLock { $0.minutes.count } }

    func allowance(of organization: Int64, limit: Int, at now: Int64) -> WriteAllowance {
        state.withLock { state in
            let second = now / 1_000_000
            var minute = state.minutes[organization] ?? SlidingMinute(at: second)
            minute.advance(to: second)
            return WriteAllowance(minute, limit: limit)
        }
    }

    /// Counts one write, if it is within the limit; nil if it is not.
    func take(of organization: Int64, limit: Int, at now: Int64) -> WriteAllowance? {
        state.withLock { state in
            let second = now / 1_000_000
            state.sweep(at: second)
            var minute = state.minutes[organization] ?? SlidingMinute(at: second)
            minute.advance(to: second)
            guard minute.total < limit else { return nil }
            minute.add()
            state.minutes[organization] = minute
            return WriteAllowance(minute, limit: limit)
        }
    }
}

extension WriteAllowance {
    init(_ minute: SlidingMinute, limit: Int) {
        self.init(limit: limit, remaining: max(0, limit - minute.total), relief: minute.relief)
    }
}

extension ControlPlane {
    /// How far the organization is within its quota of writes; nil where it has none, or the caller is no member.
    public func writeAllowance(of organization: Int64, for caller: Caller) -> WriteAllowance? {
        guard let limit = caller.organizations[organization]?.quotas[.writesPerMinute] else { return nil }
        return pace.allowance(of: organization, limit: limit, at: settings.now())
    }

    /// Counts one write of a member, whatever becomes of it; a set of edits is one. Throws `throttled`.
    public func countWrite(of organization: Int64, for caller: Caller) throws(ControlPlaneError) {
        guard let limit = caller.organizations[organization]?.quotas[.writesPerMinute],
            pace.take(of: organization, limit: limit, at: settings.now()) == nil
        else { return }
        let relief = pace.allowance(of: organization, limit: limit, at: settings.now()).relief
        throw .throttled("The organization may write \(limit) times a minute, and has.", retryAfter: relief)
    }
}
