import CSQLite

/// A prepared statement, kept for its next use.
final class SQLiteStatement {
    let pointer: OpaquePointer
    /// SQLite numbers parameters by their first appearance and takes `$2` for a name: this is its number for each of ours.
    private let parameters: [Int32]
    /// A statement may be wanted again while its rows are being read.
    var isRunning = false

    init(_ sql: String, on handle: OpaquePointer) throws(SQLError) {
        var sql = sql
        var prepared: OpaquePointer?
        var hasMore = false
        let code = sql.withUTF8 { text in
            text.withMemoryRebound(to: CChar.self) { text in
                var tail: UnsafePointer<CChar>?
                let code = sqlite3_prepare_v3(
                    handle, text.baseAddress, Int32(text.count), UInt32(SQLITE_PREPARE_PERSISTENT), &prepared, &tail)
                if let tail, let start = text.baseAddress {
                    hasMore = text[(tail - start)...].contains { $0 > 0x20 }
                }
                return code
            }
        }
        guard code == SQLITE_OK else { throw SQLError(lastOf: handle) }
        guard let prepared else { throw SQLError(.other, "not a statement: \(sql)") }
        guard !hasMore, let parameters = Self.parameters(of: prepared) else {
            sqlite3_finalize(prepared)
            throw SQLError(.other, hasMore ? "more than one statement: \(sql)" : "parameters are $1, $2 …: \(sql)")
        }
        self.pointer = prepared
        self.parameters = parameters
    }

    deinit {
        sqlite3_finalize(pointer)
    }

    func bind(_ values: [any SQLConvertible]) throws(SQLError) {
        guard values.count == parameters.count else {
            throw SQLError(
                .other,
                "\(values.count) values for \(parameters.count) parameters: \(String(cString: sqlite3_sql(pointer)))")
        }
        for (value, parameter) in zip(values, parameters) {
            let code = bind(value.sqlValue, to: parameter)
            guard code == SQLITE_OK else { throw SQLError(lastOf: sqlite3_db_handle(pointer)) }
        }
    }

    func reset() {
        sqlite3_reset(pointer)
        sqlite3_clear_bindings(pointer)
        isRunning = false
    }

    /// The row on which the statement stands.
    var row: Row {
        Row((0..<sqlite3_column_count(pointer)).map(value))
    }

    private func bind(_ value: SQLValue, to parameter: Int32) -> Int32 {
        switch value {
        case .null:
            return sqlite3_bind_null(pointer, parameter)
        case .integer(let value):
            return sqlite3_bind_int64(pointer, parameter, value)
        case .real(let value):
            return sqlite3_bind_double(pointer, parameter, value)
        case .text(var text):
            return text.withUTF8 { octets in
                octets.withMemoryRebound(to: CChar.self) { octets in
                    sqlite3_bind_text64(
                        pointer, parameter, octets.baseAddress, UInt64(octets.count), Self.copied, UInt8(SQLITE_UTF8))
                }
            }
        case .blob([]):
            // No address would be null, which an empty blob is not. (An empty text has one.)
            return sqlite3_bind_zeroblob(pointer, parameter, 0)
        case .blob(let octets):
            return sqlite3_bind_blob64(pointer, parameter, octets, UInt64(octets.count), Self.copied)
        }
    }

    private func value(_ column: Int32) -> SQLValue {
        switch sqlite3_column_type(pointer, column) {
        case SQLITE_INTEGER: return .integer(sqlite3_column_int64(pointer, column))
        case SQLITE_FLOAT: return .real(sqlite3_column_double(pointer, column))
        case SQLITE_TEXT: return .text(String(decoding: octets(column), as: UTF8.self))
        case SQLITE_BLOB: return .blob(Array(octets(column)))
        default: return .null
        }
    }

    private func octets(_ column: Int32) -> UnsafeRawBufferPointer {
        let start = sqlite3_column_blob(pointer, column)
        return UnsafeRawBufferPointer(start: start, count: Int(sqlite3_column_bytes(pointer, column)))
    }

    /// Nil unless they are `$1` to `$n` without a gap, which is what PostgreSQL takes.
    private static func parameters(of statement: OpaquePointer) -> [Int32]? {
        let count = sqlite3_bind_parameter_count(statement)
        var parameters: [Int32] = []
        for number in 0..<count {
            let parameter = sqlite3_bind_parameter_index(statement, "$\(number + 1)")
            guard parameter != 0 else { return nil }
            parameters.append(parameter)
        }
        return parameters
    }

    /// SQLITE_TRANSIENT: SQLite copies what it is given before the call returns.
    private static let copied = unsafeBitCast(-1, to: (@convention(c) (UnsafeMutableRawPointer?) -> Void).self)
}
