import Hummingbird

/// The parameters after `?`, decoded; of one that stands twice the last counts.
struct Query: Sendable {
    private var values: [(name: String, value: String)] = []

    init(of request: Request) throws(Problem) {
        guard let query = request.uri.query else { return }
        for pair in query.split(separator: "&") {
            let parts = pair.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
            guard let name = PercentEncoding.decode(parts[0].utf8, plusIsSpace: true),
                let value = PercentEncoding.decode(parts.dropFirst().joined().utf8, plusIsSpace: true)
            else { throw Problem(.badRequest, "The query cannot be percent-decoded.") }
            values.append((name, value))
        }
    }

    subscript(name: String) -> String? { values.last { $0.name == name }?.value }

    /// A number within `range`; nil where there is none, 400 for anything else.
    func number(_ name: String, in range: ClosedRange<Int>) throws(Problem) -> Int? {
        guard let text = self[name] else { return nil }
        guard text.utf8.allSatisfy({ (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) }), let number = Int(text),
            range.contains(number)
        else {
            throw Problem(.badRequest, "\(name): not an integer from \(range.lowerBound) to \(range.upperBound)")
        }
        return number
    }
}
