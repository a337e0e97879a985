import Synchronization

/// The throttle of logins, as everybody passes it.
final class LoginGate: Sendable {
    private let throttle = Mutex(LoginThrottle())
    private let now: @Sendable () -> Int64

    init(now: @escaping @Sendable () -> Int64) { self.now = now }

    /// Lets an attempt to prove who one is go on; throws `throttled`.
    ///
    /// - Parameter isKnown: the account's person has come from there before, or is there now.
    func admit(
        _ email: String, from address: IPAddress?, isKnown: Bool
    ) throws(ControlPlaneError) -> LoginThrottle.Attempt {
        let now = now()
        switch throttle.withLock({ $0.attempt(on: email, from: .init(address), isKnown: isKnown, at: now) }) {
        case .admitted(let attempt): return attempt
        case .wait(let seconds):
            throw .throttled("Too many attempts to log in. Please wait before the next.", retryAfter: seconds)
        }
    }

    /// The person came in.
    func succeeded(_ attempt: LoginThrottle.Attempt) { throttle.withLock { $0.succeeded(attempt, at: now()) } }

    /// Nothing was learnt from it.
    func withdrew(_ attempt: LoginThrottle.Attempt) { throttle.withLock { $0.withdrew(attempt, at: now()) } }
}
