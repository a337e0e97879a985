import Records
import SQL

/// What the log says of a domain as it was after an earlier change, where it is another now.
struct PastRecords: Sendable {
    private struct Fate: Sendable {
        let then: DNSRecord?
        var now: DNSRecord?
    }

    private let domain: Int64
    /// The change up to which the log was read.
    private var number: Int64
    /// By id; nil for a record that was or is not there.
    private var fates: [Int64: Fate] = [:]
    /// The domain's settings then, as the log keeps them; nil if they are the same now.
    private(set) var settings: JSON.Object?

    init(of domain: Int64, after number: Int64) {
        self.domain = domain
        self.number = number
    }

    /// Takes in what has been changed up to now.
    mutating func readOn(_ db: any Connection) throws {
        try db.forEach(
            """
            select edits, number from changes
            where domain = $1 and number > $2 and state = 'applied' and edits is not null order by number
            """, [domain, number]
        ) { row in
            number = row.integer(1)
            try take(row.blob(0))
            return true
        }
    }

    /// Takes in what comes after that: the edits of a change, as the log keeps them.
    mutating func take(_ edits: [UInt8]) throws {
        for edit in try EditsJSON.edits(edits) {
            if case .settings(let before)? = edit.before { settings = settings ?? before }
            guard let record = edit.after?.record ?? edit.before?.record else { continue }
            // The first edit since then tells how the record was, the last how it is.
            fates[record.recordId, default: Fate(then: edit.before?.record)].now = edit.after?.record
        }
    }

    /// The records that are wanted, out of those that stand there `now`; one that was another then is found again only if
    /// as such it `isWanted`.
    func records(_ isWanted: (DNSRecord) -> Bool, now: [DNSRecord]) -> [DNSRecord] {
        guard !fates.isEmpty else { return now }
        return now.filter { fates[$0.recordId] == nil } + fates.values.compactMap(\.then).filter(isWanted)
    }

    /// The record of that id; `now` is the one that is there.
    func record(_ id: Int64, now: DNSRecord?) -> DNSRecord? {
        guard let fate = fates[id] else { return now }
        return fate.then
    }

    /// The edits after which the records are as they were.
    var waysBack: [RecordEdit] {
        let differing = fates.sorted { $0.key < $1.key }.filter { $0.value.then?.draft != $0.value.now?.draft }
        let deletions = differing.filter { $0.value.then == nil }.map { RecordEdit.delete($0.key) }
        return deletions
            + differing.compactMap { id, fate in
                guard let then = fate.then else { return nil }
                return fate.now == nil ? .restore(then) : .update(id, then.draft)
            }
    }

    /// Of the records that are others now, how many were wanted then.
    func countThen(_ isWanted: (DNSRecord) -> Bool) -> Int64 {
        Int64(fates.values.compactMap(\.then).count(where: isWanted))
    }

    /// Of the records that were others then, how many are wanted now.
    func countNow(_ isWanted: (DNSRecord) -> Bool) -> Int64 {
        Int64(fates.values.compactMap(\.now).count(where: isWanted))
    }
}
