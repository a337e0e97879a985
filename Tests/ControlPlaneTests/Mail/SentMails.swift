import Synchronization

@testable import ControlPlane

/// Mails that were sent, in their order.
final class SentMails: Sendable {
    private let mails = Mutex<[Mail]>([])

    var count: Int { mails.withLock { $0.count } }

    func note(_ mail: Mail) { mails.withLock { $0.append(mail) } }

    /// Waits for it.
    func mail(_ number: Int) async throws -> Mail {
        for _ in 0..<500 {
            if let mail = mails.withLock({ $0.count > number ? $0[number] : nil }) { return mail }
            try await Task.sleep(for: .milliseconds(10))
        }
        throw ControlPlaneError.notFound
    }
}
