/// How often each of many may do something: a number of times in a window.
struct RequestPace<Key: Hashable & Sendable>: Sendable {
    private struct Window {
        var ends: Int64
        var count = 0
    }

    private let capacity: Int
    private var windows: [Key: Window] = [:]

    init(capacity: Int = 10_000) { self.capacity = capacity }

    /// How many it remembers.
    var count: Int { windows.count }

    /// Whether it may be done once more, which counts. `now` in microseconds.
    mutating func take(_ key: Key, _ limit: Int, inSeconds seconds: Int64, at now: Int64) -> Bool {
        var window = windows[key] ?? Window(ends: now)
        if window.ends <= now { window = Window(ends: now + seconds * 1_000_000) }
        guard window.count < limit else { return false }
        window.count += 1
        if windows[key] == nil, windows.count >= capacity { makeRoom(now) }
        windows[key] = window
        return true
    }

    private mutating func makeRoom(_ now: Int64) {
        windows = windows.filter { $0.value.ends > now }
        // Everybody begins anew: to refuse those who have asked little would be worse.
        if windows.count >= capacity { windows = [:] }
    }
}
