/// A part of a list, and how long the whole is.
public struct Listing<Element: Sendable>: Sendable {
    public var elements: [Element]
    /// Of all parts.
    public var total: Int64

    public init(_ elements: [Element], of total: Int64) {
        self.elements = elements
        self.total = total
    }
}
