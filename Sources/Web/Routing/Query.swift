import ControlPlane
import Hummingbird
import Records

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

    /// The same query of the list at `iri` but for its place in the list, the parameters of which are `names`.
    func link(to place: String, of iri: String, instead names: String...) -> String {
        let kept = values.filter { !names.contains($0.name) }
            .map { "\(PercentEncoding.encode($0.name))=\(PercentEncoding.encode($0.value))" }
        return "\(iri)?\((kept + [place]).joined(separator: "&"))"
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

    /// Nil where there is none, 400 for anything but `true` and `false`.
    func bool(_ name: String) throws(Problem) -> Bool? {
        guard let text = self[name] else { return nil }
        guard text == "true" || text == "false" else {
            throw Problem(.badRequest, "\(name): neither true nor false")
        }
        return text == "true"
    }

    /// The number of a change or an ISO 8601 time with its offset; nil where there is none, 400 for anything else.
    func moment(_ name: String) throws(Problem) -> Moment? {
        guard let text = self[name] else { return nil }
        if let number = Identifier.number(text) { return .change(number) }
        guard let time = Self.time(text) else {
            throw Problem(.badRequest, "\(name): neither the number of a change nor \(Self.expectedTime)")
        }
        return .time(time)
    }

    private static let expectedTime = "an ISO 8601 time with its offset, as 2027-01-31T12:00:00+00:00"

    // A + that was sent as it is reads as a space here, and can be nothing else.
    private static func time(_ text: String) -> Int64? { Timestamp.read(text.replacing(" ", with: "+")) }

    /// Microseconds since 1970, out of an ISO 8601 time with its offset; nil where there is none, 400 for anything else.
    func time(_ name: String) throws(Problem) -> Int64? {
        guard let text = self[name] else { return nil }
        guard let time = Self.time(text) else {
            throw Problem(.badRequest, "\(name): not \(Self.expectedTime)")
        }
        return time
    }
}
