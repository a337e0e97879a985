import DNS

extension JSON {
    /// - Parameter wanted: what would be right, in words; put together only where something is wrong.
    public func integer(
        in range: ClosedRange<Int>, at path: String, _ wanted: @autoclosure () -> String
    ) throws(Violation) -> Int {
        switch self {
        case .integer(let value):
            guard range.contains(Int(value)) else {
                throw Violation(path, .range, "\(path): \(value) is not \(wanted())")
            }
            return Int(value)
        case .numeral(let spelling):
            throw Violation(path, .range, "\(path): \(Excerpt(spelling)) is not \(wanted())")
        default: throw Violation(path, .type, "\(path): \(typeName), not \(wanted())")
        }
    }

    public func text(at path: String, _ wanted: @autoclosure () -> String) throws(Violation) -> String {
        guard case .string(let text) = self else {
            throw Violation(path, .type, "\(path): \(typeName), not \(wanted())")
        }
        return text
    }

    var typeName: String {
        switch self {
        case .null: "null"
        case .bool: "a boolean"
        case .integer: "an integer"
        case .number: "a number that is not whole"
        case .numeral: "a number"
        case .string: "a string"
        case .array: "an array"
        case .object: "an object"
        }
    }
}
