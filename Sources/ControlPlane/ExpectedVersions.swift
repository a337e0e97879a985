/// The versions of which a write may find one; nil allows any.
typealias ExpectedVersions = Set<Int64>?

extension ExpectedVersions {
    /// Throws `preconditionFailed` if a write must not find that one.
    func require(_ version: Int64) throws(ControlPlaneError) {
        guard let versions = self, !versions.contains(version) else { return }
        throw .preconditionFailed
    }
}
