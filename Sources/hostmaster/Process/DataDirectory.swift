import Foundation

/// DIR of `--data`, held by this process alone while the value lives.
final class DataDirectory {
    let path: String
    let database: String
    private let lock: Int32

    /// Makes the directory if there is none, for its owner only. Throws `Failure` if another process holds it.
    init(_ place: StorePlace) throws(Failure) {
        path = place.data
        database = place.database
        let code = Self.make(path)
        guard code == 0 else {
            throw Failure("\(path): cannot make the data directory: \(String(cString: strerror(code)))")
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

    /// Makes a directory and those above it, where they are not there; 0, or what kept it from being there.
    static func make(_ path: String) -> Int32 {
        if mkdir(path, 0o700) == 0 { return 0 }
        var isDirectory: ObjCBool = false
        switch errno {
        case EEXIST:
            _ = FileManager.default.fileExists(atPath: path, isDirectory: &isDirectory)
            return isDirectory.boolValue ? 0 : ENOTDIR
        case ENOENT:
            let parent = (path as NSString).deletingLastPathComponent
            guard !parent.isEmpty, parent != path else { return ENOENT }
            let code = make(parent)
            guard code == 0 else { return code }
            return mkdir(path, 0o700) == 0 ? 0 : errno
        default:
            return errno
        }
    }
}
