/// A member of a record that only some types have, in the order of the documentation.
public enum Field: String, Sendable, Hashable, CaseIterable {
    case weight, priority, port, flags, tag, monitorType

    /// What stands where the member was not sent.
    public enum Preset: Sendable, Hashable, ExpressibleByIntegerLiteral {
        case null
        case integer(Int)
        case required

        public init(integerLiteral value: Int) { self = .integer(value) }
    }

    public enum Form: Sendable, Hashable {
        case integer(ClosedRange<Int>)
        /// RFC 8659 §4.1: ASCII letters and digits, matched without regard to case.
        case tag(ClosedRange<Int>)
    }

    public var form: Form {
        switch self {
        case .weight, .priority, .port: .integer(0...65535)
        case .flags: .integer(0...255)
        case .tag: .tag(1...15)
        case .monitorType: .integer(0...3)
        }
    }

    /// What would be right, as messages say it.
    var expectation: String {
        switch form {
        case .integer(let range): "an integer from \(range.lowerBound) to \(range.upperBound)"
        case .tag(let range): "\(range.lowerBound) to \(range.upperBound) letters or digits, for example issue"
        }
    }

    /// The kinds whose entries list this field.
    public var kinds: [RecordKind] { RecordKind.all.filter { $0.has(self) } }
}
