import ControlPlane
import Foundation

/// The key under which secrets lie in the store: a file beside it, or wherever `--key-file` says.
struct KeyFile {
    let path: String

    /// In the data directory, in a folder that is its owner's only.
    init(in directory: DataDirectory) throws(Failure) {
        let folder = "\(directory.path)/keys"
        do {
            try FileManager.default.createDirectory(
                atPath: folder, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
        } catch {
            throw Failure("\(folder): cannot be made")
        }
        path = "\(folder)/secrets.key"
    }

    init(path: String) { self.path = path }

    /// The box under the file's key, which is made where there is none yet. Throws `Failure`.
    func secrets() throws(Failure) -> SecretBox {
        if !FileManager.default.fileExists(atPath: path) { try make() }
        guard let text = try? String(contentsOfFile: path, encoding: .utf8) else {
            throw Failure("\(path): cannot be read")
        }
        guard let key = Data(base64Encoded: text.trimmingCharacters(in: .whitespacesAndNewlines)),
            let box = SecretBox(key: Array(key))
        else { throw Failure("\(path): not a key: \(SecretBox.keySize) octets in base64 are wanted") }
        return box
    }

    /// It is whole and on the disk before it has its name, so that no secret is sealed under a key that a crash takes.
    private func make() throws(Failure) {
        var generator = SystemRandomNumberGenerator()
        let key = (0..<SecretBox.keySize).map { _ in UInt8.random(in: 0...255, using: &generator) }
        let text = Array((Data(key).base64EncodedString() + "\n").utf8)
        let draft = "\(path).new"
        unlink(draft)
        let file = open(draft, O_CREAT | O_EXCL | O_WRONLY | O_CLOEXEC, 0o600)
        guard file >= 0 else { throw failure }
        defer { close(file) }
        guard write(file, text, text.count) == text.count, fsync(file) == 0, rename(draft, path) == 0 else {
            throw failure
        }
        let folder = open((path as NSString).deletingLastPathComponent, O_RDONLY | O_CLOEXEC)
        guard folder >= 0 else { throw failure }
        defer { close(folder) }
        guard fsync(folder) == 0 else { throw failure }
    }

    private var failure: Failure { Failure("\(path): \(String(cString: strerror(errno)))") }
}
