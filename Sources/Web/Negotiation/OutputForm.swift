import Hummingbird

/// The two faces of every resource.
enum OutputForm: Sendable, Hashable, CaseIterable {
    case jsonLD
    case json

    var media: MediaType { self == .jsonLD ? .jsonLD : .json }
    var contentType: String { self == .jsonLD ? "application/ld+json" : "application/json" }
    /// How an entity tag tells them apart.
    var tag: Character { self == .jsonLD ? "l" : "j" }

    /// What the client asked for; throws 406 if it takes neither.
    init(acceptedBy request: Request) throws(Problem) {
        guard let accept = request.headers[.accept] else {
            self = .jsonLD
            return
        }
        switch accept {
        case "*/*", "application/ld+json": self = .jsonLD
        case "application/json": self = .json
        default:
            guard let form = Self.best(for: accept) else { throw .notAcceptable() }
            self = form
        }
    }

    /// Of two equally welcome types the one named more exactly wins (`application/json, */*`), then the one named first.
    private static func best(for accept: String) -> OutputForm? {
        let ranges = MediaRange.all(in: accept)
        var best: (form: OutputForm, rank: (Int, Int, Int))?
        for form in allCases {
            guard let match = MediaRange.match(for: form.media, in: ranges), match.quality > 0 else { continue }
            let rank = (match.quality, match.precision, -match.position)
            guard let leader = best else {
                best = (form, rank)
                continue
            }
            if rank > leader.rank { best = (form, rank) }
        }
        return best?.form
    }
}
