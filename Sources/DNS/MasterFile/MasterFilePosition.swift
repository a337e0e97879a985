/// Where something stands in a master file; both numbers begin at 1.
public struct MasterFilePosition: Sendable, Hashable, CustomStringConvertible {
    public let line: Int
    /// In characters of UTF-8.
    public let column: Int

    public init(line: Int, column: Int) {
        self.line = line
        self.column = column
    }

    public var description: String { "\(line):\(column)" }
}
