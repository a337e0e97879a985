/// What a database said no with, in the few kinds that a caller can act on.
public struct SQLError: Error, Sendable, Hashable {
    public enum Kind: Sendable, Hashable {
        /// A row with this key is there already.
        case unique
        case foreignKey
        case notNull
        case check
        /// Another program held the store for longer than we wait.
        case busy
        case full
        /// The disk failed, now or earlier: after it the store takes no write until it is reopened.
        case io
        case corrupt
        /// The store cannot be reached or opened.
        case connection
        /// The transaction met a newer state than it had read; another try may succeed.
        case serialization
        /// The schema is not one that this program can bring forward.
        case schema
        case closed
        case other
    }

    public let kind: Kind
    public let message: String
    /// The name of the constraint, where the database tells it.
    public let constraint: String?
    public let table: String?
    /// The columns of the constraint, where the database tells them.
    public let columns: [String]

    public init(
        _ kind: Kind, _ message: String, constraint: String? = nil, table: String? = nil, columns: [String] = []
    ) {
        self.kind = kind
        self.message = message
        self.constraint = constraint
        self.table = table
        self.columns = columns
    }
}

extension SQLError: CustomStringConvertible {
    public var description: String { "\(kind): \(message)" }
}
