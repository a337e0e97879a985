/// Who stands before the API in the matrix.
enum Persona: String, CaseIterable, Sendable {
    case nobody
    /// Owner of another organization.
    case stranger
    case viewer, maintainer, owner
    /// Runs the instance, and is a member of none of its organizations.
    case `operator`
    /// Tokens of our owner, made with the presets.
    case acme, dyndns, externalDNS, readOnly
    /// A token of our owner, limited to another organization of the same owner.
    case other
    /// Tokens of our owner that open nothing, or nothing from here.
    case expired, revoked, elsewhere

    var isToken: Bool {
        switch self {
        case .nobody, .stranger, .viewer, .maintainer, .owner, .operator: false
        case .acme, .dyndns, .externalDNS, .readOnly, .other, .expired, .revoked, .elsewhere: true
        }
    }

    /// Where it is a member, if it is one anywhere.
    var home: World.Side { self == .stranger ? .theirs : .ours }

    /// Somebody who has nothing to do with it.
    var foreigner: Persona { self == .stranger ? .viewer : .stranger }
}
