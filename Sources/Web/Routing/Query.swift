import Hummingbird

/// The parameters after `?`, decoded; of one that stands twice the last counts.
struct Query: Sendable {
    /// Those that the operation has, in the order of the documentation.
    let known: [String]
    private var values: [(name: String, value: String)] = []

    /// Throws 400 for what is no query, and for a parameter that the operation does not have: ignored, it would leave
    /// the caller believing that the list is filtered.
    init(of request: Request, knowing known: [String]) throws(Problem) {
        self.known = known
        guard let query = request.uri.query else { return }
        for pair in query.split(separator: "&") {
            let parts = pair.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
            guard let name = PercentEncoding.decode(parts[0].utf8, plusIsSpace: true),
                let value = PercentEncoding.decode(parts.dropFirst().joined().utf8, plusIsSpace: true)
            else { throw Problem(.badRequest, "The query cannot be percent-decoded.") }
            guard known.contains(name) else { throw Self.unknown(name, known) }
            values.append((name, value))
        }
    }

    private static func unknown(_ name: String, _ known: [String]) -> Problem {
        let others = known.isEmpty ? "there are none" : "there are \(known.joined(separator: ", "))"
        return Problem(.badRequest, "\(name): no query parameter of this operation; \(others)")
    }

    subscript(name: String) -> String? { values.last { $0.name == name }?.value }

    /// As it stood after `?`, but for the parameter of that name.
    func text(without name: String) -> String {
        values.filter { $0.name != name }
            .map { "\(PercentEncoding.encode($0.name))=\(PercentEncoding.encode($0.value))" }.joined(separator: "&")
    }

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
