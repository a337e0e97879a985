import Synchronization

/// How often strangers may ask for what costs us something.
final class AccountPaces: Sendable {
    enum Matter: Hashable {
        case registration(LoginThrottle.Source)
        case resetFromSource(LoginThrottle.Source)
        /// Nobody's mailbox is filled by others.
        case resetOfAccount(String)
        /// Mails of invitations, by whichever organization.
        case invitation(of: String)
        /// Failed logins that are noted in the activity, of all that there are.
        case failureNote

        fileprivate var limit: (count: Int, seconds: Int64) {
            switch self {
            case .registration: (10, 3_600)
            case .resetFromSource: (20, 3_600)
            case .resetOfAccount: (3, 3_600)
            case .invitation: (5, 3_600)
            case .failureNote: (60, 60)
            }
        }
    }

    private let pace = Mutex(RequestPace<Matter>())

    /// Whether it may be done once more, which counts.
    func take(_ matter: Matter, at now: Int64) -> Bool {
        let limit = matter.limit
        return pace.withLock { $0.take(matter, limit.count, inSeconds: limit.seconds, at: now) }
    }
}
