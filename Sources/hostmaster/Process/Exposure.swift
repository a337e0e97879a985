import Foundation
import Logging

/// A file or folder that others than its owner could read or write, as it was found.
struct Exposure: CustomStringConvertible {
    let path: String
    let mode: mode_t
    /// Why it is so still; nil if it is no more.
    let failure: Int32?

    /// Takes from group and others what they may do with it; nil if that was nothing, or if it is not there.
    static func end(_ path: String) -> Exposure? {
        guard let attributes = try? FileManager.default.attributesOfItem(atPath: path),
            attributes[.type] as? FileAttributeType != .typeSymbolicLink,
            let mode = (attributes[.posixPermissions] as? NSNumber).map({ mode_t($0.uint32Value) }), mode & 0o077 != 0
        else { return nil }
        return Exposure(path: path, mode: mode, failure: chmod(path, mode & ~0o077) == 0 ? nil : errno)
    }

    var description: String {
        let found = "\(path) had the mode 0\(String(mode, radix: 8))"
        guard let failure else { return "\(found): closed to all but its owner; others may have read it before" }
        return "\(found), and stays open to others than its owner: \(String(cString: strerror(failure)))"
    }
}

extension DataDirectory {
    /// Closes what lies here to all but its owner: the store with its companions and copies, the lock, the keys. What else
    /// somebody keeps in the directory is theirs. Each that was open is told to the operator.
    func endExposures(_ logger: Logger) {
        let names = (try? FileManager.default.contentsOfDirectory(atPath: path)) ?? []
        let ours = names.filter { $0.hasPrefix("hostmaster.sqlite") || $0 == "lock" || $0 == "keys" }
        let keys = (try? FileManager.default.contentsOfDirectory(atPath: "\(path)/keys")) ?? []
        for name in ours.sorted() + keys.sorted().map({ "keys/\($0)" }) {
            if let exposure = Exposure.end("\(path)/\(name)") { logger.warning("\(exposure)") }
        }
    }
}
