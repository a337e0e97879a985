import SQL
import Synchronization

/// The signing keys as they were last read. The store is looked at again every minute, so that keys can be rotated
/// beside a server that runs.
final class SigningKeys: Sendable {
    // In microseconds.
    static let readAgainAfter: Int64 = 60_000_000
    // Nobody makes us read for each unknown key that is thought up.
    private static let pauseBetweenReads: Int64 = 1_000_000

    private struct State {
        var keys: [SigningKey] = []
        var readAt = Int64.min
    }

    private let state = Mutex(State())

    /// What signs; nil when the store should be read.
    func signing(at now: Int64) -> SigningKey? {
        state.withLock { state in
            guard now &- state.readAt < Self.readAgainAfter, now >= state.readAt else { return nil }
            return state.keys.first
        }
    }

    func named(_ id: String) -> SigningKey? { state.withLock { $0.keys.first { $0.id == id } } }

    /// Whether a key that is not known here may be in the store.
    func mayBeStale(at now: Int64) -> Bool {
        state.withLock { now &- $0.readAt >= Self.pauseBetweenReads || now < $0.readAt || $0.keys.isEmpty }
    }

    func replace(with keys: [SigningKey], readAt now: Int64) {
        state.withLock { $0 = State(keys: keys, readAt: now) }
    }
}

/// The store's secrets were sealed under another key than the one at hand.
public struct WrongSecretsKey: Error, Sendable {}

extension ControlPlane {
    /// Makes the first signing key of a store, and shows that its secrets can be read; throws `WrongSecretsKey`.
    public func openSigningKeys() async throws {
        if try await readSigningKeys().isEmpty { _ = try await rotateSigningKeys() }
    }

    /// From now on a new key signs, whose id is returned. What the others have signed is good until it expires.
    /// Throws `WrongSecretsKey`.
    public func rotateSigningKeys() async throws -> String {
        // A key that was sealed otherwise than those before it would be of no use to the server, nor they to us.
        let isFirst = try await readSigningKeys().isEmpty
        let key = try await SigningKey.random()
        let sealed = SigningKeyRows.Sealed(
            id: key.id, secret: try secrets.seal(key.secret, at: SigningKeyRows.place(key.id)))
        let now = settings.now()
        // Another process may sign with the old one until it looks again.
        let expiry = now + AccessClaims.lifetime * 1_000_000 + 2 * SigningKeys.readAgainAfter
        try await store.write { db in
            try SigningKeyRows.add(sealed, retiringOthersAt: expiry, at: now, db)
            guard !isFirst else { return }
            try ActivityRows.note(Activity("signing-key.rotated", by: .system, subject: key.id), at: now, db)
        }
        _ = try await readSigningKeys()
        return key.id
    }

    func signingKey() async throws -> SigningKey {
        if let key = signingKeys.signing(at: settings.now()) { return key }
        try await openSigningKeys()
        guard let key = signingKeys.signing(at: settings.now()) else {
            throw ControlPlaneError.unavailable(retryAfter: 1)
        }
        return key
    }

    /// Nil for one that is not ours, or has run out.
    func verifyingKey(_ id: String) async throws -> SigningKey? {
        if let key = signingKeys.named(id) { return key }
        guard signingKeys.mayBeStale(at: settings.now()) else { return nil }
        return try await readSigningKeys().first { $0.id == id }
    }

    private func readSigningKeys() async throws -> [SigningKey] {
        let now = settings.now()
        let rows = try await store.read { db in try SigningKeyRows.valid(at: now, db) }
        var keys: [SigningKey] = []
        for row in rows {
            guard let secret = try? secrets.open(row.secret, at: SigningKeyRows.place(row.id)) else {
                throw WrongSecretsKey()
            }
            keys.append(try await SigningKey(id: row.id, secret: secret))
        }
        signingKeys.replace(with: keys, readAt: now)
        return keys
    }
}
