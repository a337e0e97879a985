/// An option that cannot be, and where it was given.
struct UsageError: Error, CustomStringConvertible, Hashable {
    let description: String

    init(_ description: String) {
        self.description = description
    }
}
