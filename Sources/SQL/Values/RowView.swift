import CSQLite

/// The row on which a running statement stands: nothing of it is copied until it is asked for, and it cannot be kept.
public struct RowView: ~Copyable {
    private let statement: OpaquePointer

    init(statement: OpaquePointer) {
        self.statement = statement
    }

    public func isNull(_ column: Int) -> Bool {
        sqlite3_column_type(statement, Int32(column)) == SQLITE_NULL
    }

    /// The integer there; 0 for null.
    public func integer(_ column: Int) -> Int64 {
        sqlite3_column_int64(statement, Int32(column))
    }

    /// The number there; 0 for null.
    public func real(_ column: Int) -> Double {
        sqlite3_column_double(statement, Int32(column))
    }

    /// The text there; empty for null.
    public func text(_ column: Int) -> String {
        String(decoding: octets(column), as: UTF8.self)
    }

    /// A copy of the octets of a blob or a text; empty for null.
    public func blob(_ column: Int) -> [UInt8] {
        Array(octets(column))
    }

    /// Lends the octets of a blob, or of a text in UTF-8, where they lie; empty for null.
    @inlinable
    public func withBytes<Result, Failure: Error>(
        _ column: Int, _ body: (RawSpan) throws(Failure) -> Result
    ) throws(Failure) -> Result {
        try body(octets(column).bytes)
    }

    /// Valid until the statement moves on.
    @usableFromInline
    func octets(_ column: Int) -> UnsafeRawBufferPointer {
        // The pointer first: asking for it may convert the value, and so change its length.
        let start = sqlite3_column_blob(statement, Int32(column))
        return UnsafeRawBufferPointer(start: start, count: Int(sqlite3_column_bytes(statement, Int32(column))))
    }
}
