/// One session with a database, inside a transaction that somebody else began and will end.
///
/// It belongs to one thread: use it in the closure it was given to, and do not keep it.
/// A statement's parameters are `$1`, `$2` …, each used at least once; there is a value for each.
public protocol Connection: AnyObject {
    /// Runs one statement to its end and returns its rows; none for a statement without a result.
    @discardableResult
    func run(_ sql: String, values: [any SQLConvertible]) throws(SQLError) -> [Row]

    /// Shows the rows of one statement to `body`, one after the other, until it returns false.
    /// Throws `SQLError`, or what `body` throws.
    func forEach(
        _ sql: String, _ values: [any SQLConvertible], _ body: (borrowing RowView) throws -> Bool
    ) throws

    /// How many rows the last insert, update or delete touched.
    var changes: Int { get }
}

extension Connection {
    /// Runs one statement to its end and returns its rows; none for a statement without a result.
    @discardableResult
    public func run(_ sql: String, _ values: any SQLConvertible...) throws(SQLError) -> [Row] {
        try run(sql, values: values)
    }
}
