import Synchronization

@testable import ControlPlane

/// A clock that stands until it is set on.
final class Clock: Sendable {
    static let start: Int64 = 1_800_000_000_000_000

    private let time = Mutex(start)

    var now: Int64 { time.withLock { $0 } }

    func advance(seconds: Int64) { time.withLock { $0 += seconds * 1_000_000 } }

    /// The settings of the tests, by this clock.
    var settings: Settings {
        var settings = Settings.test
        settings.now = { self.now }
        return settings
    }
}
