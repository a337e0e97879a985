import Synchronization

/// The domains written to lately, by uuid.
final class ReferenceCache: Sendable {
    // Bounds the memory: past it the cache begins anew.
    private static let capacity = 10_000

    private let references = Mutex<[String: DomainReference]>([:])

    func reference(_ uuid: String, of organization: Int64) -> DomainReference? {
        guard let known = references.withLock({ $0[uuid] }), known.organization == organization else { return nil }
        return known
    }

    func remember(_ reference: DomainReference) {
        references.withLock { references in
            if references.count >= Self.capacity { references.removeAll() }
            references[reference.uuid] = reference
        }
    }

    func forget(_ uuid: String) {
        references.withLock { _ = $0.removeValue(forKey: uuid) }
    }
}
