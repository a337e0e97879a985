/// What a member may do in an organization: owner ⊃ maintainer ⊃ viewer.
public enum Role: String, Sendable, Hashable, Comparable, CaseIterable {
    case viewer
    case maintainer
    case owner

    private var rank: Int {
        switch self {
        case .viewer: 0
        case .maintainer: 1
        case .owner: 2
        }
    }

    public static func < (a: Role, b: Role) -> Bool { a.rank < b.rank }
}
