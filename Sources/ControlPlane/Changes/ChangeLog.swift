import SQL
import Synchronization

/// The only way in which a domain is altered: collects what the members of a group planned, numbers and stores it in
/// the last step of their transaction, and shows it to the name server after the commit.
final class ChangeLog: GroupParticipant, Sendable {
    private struct Batch {
        var changes: [PlannedChange] = []
        var domains: [String: Entry] = [:]
    }

    private struct Entry {
        var domain: DomainRow
        var isAltered: Bool
    }

    private struct State {
        /// Of the members that are done.
        var group = Batch()
        /// Of the member under way; void if it fails.
        var member = Batch()
        var newest: Int64 = 0

        mutating func settleMember() {
            group.changes += member.changes
            group.domains.merge(member.domains) { $1 }
            member = Batch()
        }
    }

    let followers = Followers()
    private let publisher: any Publisher
    private let state = Mutex(State())

    init(publisher: any Publisher) {
        self.publisher = publisher
    }

    /// The domain as the writes before this one in the group left it; nil if none of them touched it.
    func domain(_ uuid: String) -> DomainRow? {
        state.withLock { ($0.member.domains[uuid] ?? $0.group.domains[uuid])?.domain }
    }

    /// The edits of the domain with that key that the writes before this one in the group have planned, and this one: no
    /// table has them yet.
    func plannedEdits(of domain: Int64) -> [[UInt8]] {
        state.withLock { state in
            (state.group.changes + state.member.changes).filter { $0.domain == domain }.compactMap(\.edits)
        }
    }

    /// Spares the next write of the group the look-up.
    func remember(_ domain: DomainRow) {
        state.withLock { $0.member.domains[domain.uuid] = Entry(domain: domain, isAltered: false) }
    }

    /// Takes a change into the group; `domain` is how it leaves its domain. Throws `unavailable` where the name server
    /// has no room for it.
    func append(_ change: PlannedChange, to domain: DomainRow) throws(ControlPlaneError) {
        if let zoneChange = change.zoneChange {
            do { try publisher.reserve(zoneChange) } catch { throw .unavailable(retryAfter: 5) }
        }
        state.withLock { state in
            state.member.changes.append(change)
            state.member.domains[domain.uuid] = Entry(domain: domain, isAltered: true)
        }
    }

    /// Takes a domain into the group whose bookkeeping alone changed.
    func update(_ domain: DomainRow) {
        state.withLock { $0.member.domains[domain.uuid] = Entry(domain: domain, isAltered: true) }
    }

    func memberWillBegin() {
        state.withLock { $0.settleMember() }
    }

    func memberDidFail() {
        release(
            state.withLock { state in
                defer { state.member = Batch() }
                return state.member.changes
            })
    }

    func groupWillCommit(_ connection: any Connection) throws {
        let group = state.withLock { state in
            state.settleMember()
            return state.group
        }
        // In ascending order, as every node takes the locks of its group.
        let altered = group.domains.values.filter(\.isAltered).map(\.domain).sorted { $0.id < $1.id }
        for domain in altered { try DomainRows.update(domain, connection) }
        guard !group.changes.isEmpty else { return }
        // The last step: the row's lock orders the groups of all nodes as they become visible.
        let newest = try ChangeRows.takeSequence(group.changes.count, connection)
        let first = newest - Int64(group.changes.count) + 1
        for (sequence, change) in zip(first..., group.changes) {
            change.ticket.sequence = sequence
            try ChangeRows.insert(change, sequence: sequence, connection)
        }
        state.withLock { $0.newest = newest }
    }

    func groupDidCommit() {
        let (changes, newest) = state.withLock { state in
            defer { state.group = Batch() }
            return (state.group.changes, state.newest)
        }
        guard !changes.isEmpty else { return }
        let zoneChanges = changes.compactMap(\.zoneChange)
        if !zoneChanges.isEmpty { publisher.publish(zoneChanges) }
        followers.wake(newest)
    }

    func groupDidFail() {
        release(
            state.withLock { state in
                state.settleMember()
                defer { state.group = Batch() }
                return state.group.changes
            })
    }

    /// Latest first, as what was set aside lies on what was set aside before.
    private func release(_ changes: [PlannedChange]) {
        for change in changes.reversed() {
            if let zoneChange = change.zoneChange { publisher.release(zoneChange) }
        }
    }
}
