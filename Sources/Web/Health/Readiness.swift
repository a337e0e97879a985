import Synchronization

/// How far the start has come, for those who decide whether to send requests here.
public final class Readiness: Sendable {
    public enum Step: Int, Sendable, CaseIterable {
        case store
        case zones
        case dns

        var lacking: String {
            switch self {
            case .store: "The store is not open."
            case .zones: "The zones are not loaded."
            case .dns: "DNS is not bound."
            }
        }
    }

    private static let all = Step.allCases.reduce(0) { $0 | 1 << $1.rawValue }

    private let reached = Atomic(0)

    public init() {}

    public func reach(_ step: Step) {
        reached.bitwiseOr(1 << step.rawValue, ordering: .releasing)
    }

    /// The server is about to end.
    public func withdraw() {
        reached.store(0, ordering: .releasing)
    }

    public var isReady: Bool { reached.load(ordering: .acquiring) == Self.all }

    var lacking: Step? {
        let reached = reached.load(ordering: .acquiring)
        return Step.allCases.first { reached & 1 << $0.rawValue == 0 }
    }
}
