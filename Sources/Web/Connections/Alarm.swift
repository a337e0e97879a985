import NIOCore

/// Rings on the event loop of a connection once what it waits for is due, which may move either way meanwhile.
///
/// One timer, set anew only when it fires too early, or for what is due before it: most events cost no timer at all.
final class Alarm {
    private let eventLoop: NIOIsolatedEventLoop
    private let ring: () -> Void
    private var due: NIODeadline?
    private var timer: (due: NIODeadline, task: Scheduled<Void>)?

    /// To be made and set on the event loop; `ring` is kept until the alarm is cancelled.
    init(on eventLoop: any EventLoop, ring: @escaping () -> Void) {
        self.eventLoop = eventLoop.assumeIsolated()
        self.ring = ring
    }

    /// Nil: nothing is due.
    func set(_ due: NIODeadline?) {
        self.due = due
        guard let due else { return }
        if let timer {
            guard due < timer.due else { return }
            timer.task.cancel()
        }
        timer = (due, eventLoop.scheduleTask(deadline: due) { self.passed() })
    }

    func cancel() {
        due = nil
        timer?.task.cancel()
        timer = nil
    }

    private func passed() {
        timer = nil
        guard let due else { return }
        guard due <= .now() else { return set(due) }
        self.due = nil
        ring()
    }
}
