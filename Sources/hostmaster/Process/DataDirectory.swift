import Foundation

/// DIR of `--data`, held by this process alone while the value lives.
final class DataDirectory {
    let path: String
    private let lock: Int32

    var database: String { "\(path)/hostmaster.sqlite" }

    /// Makes the directory if there is none, for its owner only. Throws `Failure` if another process holds it.
    init(_ path: String) throws(Failure) {
        self.path = path
        do {
            try FileManager.default.createDirectory(
                atPath: path, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
        } catch {
            throw Failure("\(path): cannot make the data directory")
        }
        lock = open("\(path)/lock", O_CREAT | O_RDWR | O_CLOEXEC, 0o600)
        guard lock >= 0 else { throw Failure("\(path)/lock: \(String(cString: strerror(errno)))") }
        // The kernel's: it goes with the process, however that ends.
        guard flock(lock, LOCK_EX | LOCK_NB) == 0 else {
            close(lock)
            throw Failure("\(path): in use by another hostmaster")
        }
    }

    deinit { close(lock) }
}
