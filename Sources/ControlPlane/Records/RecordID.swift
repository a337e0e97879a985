/// A record's id as paths carry it: the number, or `<domain>:<number>`.
struct RecordID: Sendable, Hashable {
    // Ids stay below 2^53, so that JavaScript reads them.
    private static let limit: Int64 = 1 << 53

    let number: Int64

    /// Throws `notFound` for what cannot be a record's id in `domain`.
    init(_ text: String, in domain: String) throws(ControlPlaneError) {
        var digits = text[...]
        if let colon = text.firstIndex(of: ":") {
            guard text[..<colon].lowercased() == domain.lowercased() else { throw .notFound }
            digits = text[text.index(after: colon)...]
        }
        guard let number = Int64(digits), number > 0, number < Self.limit, String(number) == digits else {
            throw .notFound
        }
        self.number = number
    }
}
