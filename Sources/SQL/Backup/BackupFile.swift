/// A store in one file, with what belongs to it and lies beside it.
///
/// The file is a SQLite database: the tables of the store, and one of its own, `backup`, for the rest.
public struct BackupFile: Sendable {
    public let path: String

    public init(_ path: String) {
        self.path = path
    }

    /// Copies the store at `store`, which others may be writing: one committed state, which holds every write that was
    /// answered before. The file is its owner's alone, and has its name only when all of it is on the disk.
    ///
    /// `attachments` looks at the store first, and gives what goes along with it.
    /// Throws `SQLError`, also where there is a file of that name, and what `attachments` throws.
    public func write(
        copyOf store: String, attaching attachments: (any Connection) throws -> [String: [UInt8]]
    ) throws {
        guard !Files.exists(path) else { throw SQLError(.io, "\(path): there already; a backup overwrites nothing") }
        let draft = path + ".partial"
        guard !Files.exists(draft) else {
            throw SQLError(.io, "\(draft): of a backup that is under way, or that broke off; if so, remove it")
        }
        let source = try SQLiteConnection(path: store, vfs: nil, role: .copier, limits: .init())
        defer { source.close(keepingLog: source.breakage != nil) }
        let attachments = try attachments(source)
        try Files.make(draft)
        do {
            try source.run("vacuum into $1", draft)
            try source.run("attach $1 as copy", draft)
            try source.run("create table copy.backup (name text primary key, content blob not null)")
            try source.run("insert into copy.backup values ($1, $2)", Self.formatName, Self.format)
            for (name, content) in attachments {
                try source.run("insert into copy.backup values ($1, $2)", name, content)
            }
            try source.run("detach copy")
            try Files.sync(draft)
            // Takes the name, if nobody else has meanwhile.
            try Files.make(path)
            try Files.rename(draft, to: path)
        } catch {
            Files.removeDatabase(draft)
            throw error
        }
    }

    /// How the table is laid out.
    static let formatName = "format"
    static let format = Array("1".utf8)
}
