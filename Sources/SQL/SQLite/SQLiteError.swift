import CSQLite

extension SQLError {
    /// The last error of a SQLite connection, in our kinds.
    init(lastOf handle: OpaquePointer?) {
        self.init(code: sqlite3_extended_errcode(handle), message: String(cString: sqlite3_errmsg(handle)))
    }

    /// `code` is an extended result code.
    init(code: Int32, message: String) {
        let kind = Kind(code: code)
        let named = Named(message)
        switch kind {
        case .unique where named.isIndex, .check:
            self.init(kind, message, constraint: named.text)
        case .unique, .notNull:
            self.init(kind, message, table: named.table, columns: named.columns)
        default:
            self.init(kind, message)
        }
    }
}

extension SQLError.Kind {
    /// After one of these, what the disk holds is no longer known.
    var breaksStore: Bool { self == .io || self == .full || self == .corrupt }

    /// https://sqlite.org/rescode.html: the low octet is the primary code, the one above it the reason.
    init(code: Int32) {
        switch (code & 0xFF, code >> 8) {
        case (SQLITE_CONSTRAINT, 8), (SQLITE_CONSTRAINT, 6), (SQLITE_CONSTRAINT, 10): self = .unique
        case (SQLITE_CONSTRAINT, 3): self = .foreignKey
        case (SQLITE_CONSTRAINT, 5): self = .notNull
        case (SQLITE_CONSTRAINT, 1), (SQLITE_CONSTRAINT, 12): self = .check
        case (SQLITE_BUSY, 2): self = .serialization
        case (SQLITE_BUSY, _), (SQLITE_LOCKED, _), (SQLITE_PROTOCOL, _): self = .busy
        case (SQLITE_FULL, _): self = .full
        case (SQLITE_IOERR, _): self = .io
        case (SQLITE_CORRUPT, _), (SQLITE_NOTADB, _): self = .corrupt
        case (SQLITE_CANTOPEN, _), (SQLITE_PERM, _), (SQLITE_READONLY, _): self = .connection
        default: self = .other
        }
    }
}

/// What a message names after its colon: `UNIQUE constraint failed: members.organization, members.user_id`.
private struct Named {
    let text: String?
    let table: String?
    let columns: [String]
    /// `UNIQUE constraint failed: index 'names'`, of an index over expressions.
    let isIndex: Bool

    init(_ message: String) {
        guard let colon = message.firstIndex(of: ":") else {
            (text, table, columns, isIndex) = (nil, nil, [], false)
            return
        }
        let rest = message[message.index(after: colon)...].drop { $0 == " " }
        isIndex = rest.hasPrefix("index '")
        text = isIndex ? String(rest.dropFirst(7).dropLast()) : String(rest)
        let paths = rest.split(separator: ",").map { $0.drop { $0 == " " }.split(separator: ".") }
        table = paths.first?.first.map(String.init)
        columns = paths.compactMap { $0.count == 2 ? String($0[1]) : nil }
    }
}
