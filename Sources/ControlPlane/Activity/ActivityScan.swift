import SQL

/// Finds the newest entries of an organization's activity: the one list by time of what lies in two tables, under the
/// organization, under each of its members, and under the changes of its domains.
///
/// Each of these lies in an index by time, and gives no more than what is asked for. A filter that lets little through
/// ends the search in each of them after a number of rows: what is found by then is told, and where to go on.
struct ActivityScan {
    let organization: Int64
    let filter: ActivityFilter
    let match: ActivityMatch
    let db: any Connection

    init(of organization: Int64, _ filter: ActivityFilter, _ db: any Connection) throws {
        self.organization = organization
        self.filter = filter
        self.db = db
        match = try ActivityMatch(filter, of: organization, db)
    }

    /// At most `limit` keys after `cursor`, newest first, and where to go on if there may be more. In each index at most
    /// `budget` rows are looked at.
    func keys(
        after cursor: ActivityKey? = nil, limit: Int, budget: Int
    ) throws -> (keys: [ActivityKey], next: ActivityKey?) {
        // One more than asked for tells whether there is another.
        var newest = Newest(limit: limit + 1, since: filter.from ?? 0)
        if match.wantsChanges {
            // What the domain's changes were before it came here, or are since it went, is not ours to show.
            let (condition, id) = match.domain.map { ("domain = $1", $0) } ?? ("shown_to = $1", organization)
            try collect(.change, where: condition, id, after: cursor, budget, &newest)
        }
        try collect(.act, where: "organization = $1", organization, after: cursor, budget, &newest)
        for member in try db.run("select user_id, created_at from members where organization = $1", organization) {
            // What somebody did before is no business of the organization's.
            try collect(
                .act, where: "user_id = $1 and organization is null", member.integer(0), since: member.integer(1),
                after: cursor, budget, &newest)
        }
        let found = newest.settled
        if found.count > limit { return (Array(found.prefix(limit)), found[limit - 1]) }
        return (found, newest.horizon)
    }

    private func collect(
        _ source: ActivityKey.Source, where condition: String, _ id: Int64, since joined: Int64 = 0,
        after cursor: ActivityKey?, _ budget: Int, _ newest: inout Newest
    ) throws {
        let (time, number) = bound(source, after: cursor)
        let since = max(joined, newest.since)
        // Where all are wanted, the index alone is read.
        let judged = match.isOpen ? "" : ", \(source.judged)"
        try newest.collect(source, budget) { note in
            try db.forEach(
                """
                select created_at, \(source.key)\(judged) from \(source.table)
                where \(condition) and (created_at, \(source.key)) < ($2, $3) and created_at >= $4
                order by created_at desc, \(source.key) desc limit $5
                """, [id, time, number, since, budget]
            ) { row in
                note(row.integer(0), row.integer(1), match.isOpen || isWanted(row, of: source))
            }
        }
    }

    private func isWanted(_ row: borrowing RowView, of source: ActivityKey.Source) -> Bool {
        guard match.admits(actor: row.text(2), row.integer(3), named: row.text(4)) else { return false }
        switch source {
        case .act: return match.admits(action: row.text(5)) && match.admits(subject: row.text(6), of: row.text(5))
        case .change: return row.integer(5) == organization
        }
    }

    /// What time and number a row of `source` must be below, to be behind the cursor and before the filter's end.
    private func bound(_ source: ActivityKey.Source, after cursor: ActivityKey?) -> (Int64, Int64) {
        let end = filter.to.map { ($0, Int64(0)) } ?? (.max, .max)
        guard let cursor else { return end }
        let bound =
            if source == cursor.source {
                (cursor.createdAt, cursor.number)
            } else if source.rawValue < cursor.source.rawValue {
                (cursor.createdAt, Int64.max)
            } else {
                (cursor.createdAt, Int64(0))
            }
        return bound < end ? bound : end
    }
}

extension ActivityKey.Source {
    fileprivate var table: String {
        switch self {
        case .act: "activity"
        case .change: "changes"
        }
    }

    fileprivate var key: String {
        switch self {
        case .act: "id"
        case .change: "sequence"
        }
    }

    /// The columns by which a filter judges a row.
    fileprivate var judged: String {
        switch self {
        case .act: "actor_type, actor_id, actor_name, action, subject"
        case .change: "actor_type, actor_id, actor_name, shown_to"
        }
    }
}

/// The newest keys out of several searches, each of which may have ended early.
private struct Newest {
    private let limit: Int
    /// Nothing older than this is wanted, or would be believed.
    private(set) var since: Int64
    private var keys: [ActivityKey] = []
    /// The newest place where a search ended early: behind it something may be missing.
    private(set) var horizon: ActivityKey?

    init(limit: Int, since: Int64) {
        self.limit = limit
        self.since = since
    }

    /// `search` passes time and number of each row that it looks at, newest first, and whether it is wanted, until it is
    /// told to stop.
    mutating func collect(
        _ source: ActivityKey.Source, _ budget: Int, _ search: ((Int64, Int64, Bool) -> Bool) throws -> Void
    ) throws {
        var (found, looked) = (0, 0)
        var last: ActivityKey?
        try search { time, number, isWanted in
            let key = ActivityKey(at: time, source, number)
            looked += 1
            last = key
            if isWanted {
                keys.append(key)
                found += 1
            }
            return found < limit
        }
        if found < limit, looked == budget, let last {
            horizon = Swift.max(horizon ?? last, last)
            since = Swift.max(since, last.createdAt)
        }
        if keys.count >= 2 * limit { settle() }
    }

    /// In their order, without those that something missing might stand before.
    var settled: [ActivityKey] {
        var copy = self
        copy.settle()
        guard let horizon else { return copy.keys }
        return copy.keys.filter { $0 >= horizon }
    }

    private mutating func settle() {
        keys.sort(by: >)
        guard keys.count >= limit else { return }
        keys.removeLast(keys.count - limit)
        // As many as are wanted are newer: the other searches need not go further back.
        if let oldest = keys.last { since = Swift.max(since, oldest.createdAt) }
    }
}
