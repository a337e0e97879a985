/// One row of a result, its values in the order of the statement's columns.
///
/// Asking a column for a kind of value that it does not hold is a mistake in the statement or in the schema, and traps.
public struct Row: Sendable, Hashable {
    public let values: [SQLValue]

    public init(_ values: [SQLValue]) {
        self.values = values
    }

    public subscript(column: Int) -> SQLValue { values[column] }

    public func isNull(_ column: Int) -> Bool { values[column] == .null }

    public func integer(_ column: Int) -> Int64 { present(integerIfPresent(column), column) }
    public func real(_ column: Int) -> Double { present(realIfPresent(column), column) }
    public func text(_ column: Int) -> String { present(textIfPresent(column), column) }
    public func blob(_ column: Int) -> [UInt8] { present(blobIfPresent(column), column) }

    public func integerIfPresent(_ column: Int) -> Int64? {
        switch values[column] {
        case .integer(let value): value
        case .null: nil
        default: mismatch(column, "an integer")
        }
    }

    public func realIfPresent(_ column: Int) -> Double? {
        switch values[column] {
        case .real(let value): value
        case .integer(let value): Double(value)
        case .null: nil
        default: mismatch(column, "a number")
        }
    }

    public func textIfPresent(_ column: Int) -> String? {
        switch values[column] {
        case .text(let value): value
        case .null: nil
        default: mismatch(column, "text")
        }
    }

    public func blobIfPresent(_ column: Int) -> [UInt8]? {
        switch values[column] {
        case .blob(let octets): octets
        case .null: nil
        default: mismatch(column, "a blob")
        }
    }

    private func present<Value>(_ value: Value?, _ column: Int) -> Value {
        guard let value else { preconditionFailure("column \(column) is null") }
        return value
    }

    private func mismatch(_ column: Int, _ wanted: String) -> Never {
        preconditionFailure("column \(column) is not \(wanted): \(values[column])")
    }
}
