/// What one route says to each persona.
struct MatrixRow: Sendable, CustomStringConvertible {
    /// `GET /api/api-tokens/{id}`
    let route: String
    /// What `{id}` is.
    let thing: World.Thing
    /// `{n}` stands for a number that is another each time.
    let body: String?
    let contentType: String?
    /// A status, or for 403 the rule that refused.
    let answers: [Persona: String]

    var description: String { route }

    var method: String { String(route.prefix { $0 != " " }) }
    var template: String { String(route.drop { $0 != " " }.dropFirst()) }

    /// `answers` to nobody, a stranger, a viewer, a maintainer, an owner, an operator, and to tokens made with `acme`,
    /// `dyndns`, `external-dns`, `read-only`, and one for another organization. Tokens that open nothing are always told
    /// the same, but where nobody is asked who it is.
    init(
        _ route: String, _ answers: String, id thing: World.Thing = .none, body: String? = nil,
        contentType: String? = nil, isOpen: Bool = false
    ) {
        self.route = route
        self.thing = thing
        self.body = body
        self.contentType = contentType
        let words = answers.split(whereSeparator: \.isWhitespace).map(String.init)
        let (listed, closed) = (Persona.allCases.prefix(11), Persona.allCases.dropFirst(11))
        precondition(words.count == listed.count, "\(route): \(words.count) answers")
        var all = Dictionary(uniqueKeysWithValues: zip(listed, words))
        for (persona, answer) in zip(closed, ["401", "401", "token-permissions-networks"]) {
            all[persona] = isOpen ? words[0] : answer
        }
        self.answers = all
    }
}
