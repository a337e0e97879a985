import ControlPlane
import Foundation

/// The key under which secrets lie in the store: in a folder beside it, or wherever `--key-file` says.
struct KeyFile {
    let path: String
    private let data: String

    init(of place: StorePlace) {
        path = place.keyFile ?? "\(place.data)/keys/secrets.key"
        data = place.data
    }

    var exists: Bool { FileManager.default.fileExists(atPath: path) }

    /// Whether it lies in the data directory, however the two are named.
    var isBesideStore: Bool {
        func real(_ path: String) -> String { URL(filePath: path).resolvingSymlinksInPath().standardizedFileURL.path }
        return real(path).hasPrefix(real(data) + "/")
    }

    /// The box under the file's key, which is made where there is none yet. Throws `Failure`.
    func secrets() throws(Failure) -> SecretBox {
        if !exists {
            var generator = SystemRandomNumberGenerator()
            try write((0..<SecretBox.keySize).map { _ in UInt8.random(in: 0...255, using: &generator) })
        }
        guard let box = SecretBox(key: try read()) else { throw noKey }
        return box
    }

    /// The key's octets. Throws `Failure`.
    func read() throws(Failure) -> [UInt8] {
        guard let text = try? String(contentsOfFile: path, encoding: .utf8) else {
            throw Failure("\(path): cannot be read")
        }
        guard let key = Data(base64Encoded: text.trimmingCharacters(in: .whitespacesAndNewlines)),
            key.count == SecretBox.keySize
        else { throw noKey }
        return Array(key)
    }

    /// It is whole and on the disk before it has its name, so that no secret is sealed under a key that a crash takes.
    /// The folder is made where there is none, for its owner only. Throws `Failure`.
    func write(_ key: [UInt8]) throws(Failure) {
        let parent = (path as NSString).deletingLastPathComponent
        let code = parent.isEmpty ? 0 : DataDirectory.make(parent)
        guard code == 0 else { throw Failure("\(parent): cannot be made: \(String(cString: strerror(code)))") }
        let text = Array((Data(key).base64EncodedString() + "\n").utf8)
        let draft = "\(path).new"
        unlink(draft)
        let file = open(draft, O_CREAT | O_EXCL | O_WRONLY | O_CLOEXEC, 0o600)
        guard file >= 0 else { throw failure }
        defer { close(file) }
        guard Foundation.write(file, text, text.count) == text.count, fsync(file) == 0, rename(draft, path) == 0 else {
            throw failure
        }
        // The folder may be new as well.
        for folder in [parent, (parent as NSString).deletingLastPathComponent] {
            let folder = open(folder.isEmpty ? "." : folder, O_RDONLY | O_CLOEXEC)
            guard folder >= 0 else { throw failure }
            defer { close(folder) }
            guard fsync(folder) == 0 else { throw failure }
        }
    }

    /// What the store's secrets say to it.
    var isWrong: Failure { Failure("\(path): not the key under which the store's secrets were sealed") }

    private var noKey: Failure { Failure("\(path): not a key: \(SecretBox.keySize) octets in base64 are wanted") }
    private var failure: Failure { Failure("\(path): \(String(cString: strerror(errno)))") }
}

extension StorePlace {
    /// The key of a store that is there. Throws `Failure` where one of the two is not.
    func requireKey() throws(Failure) -> KeyFile {
        guard FileManager.default.fileExists(atPath: database) else { throw Failure("\(data): there is no store") }
        let key = KeyFile(of: self)
        guard key.exists else {
            throw Failure(
                "\(key.path): the key to the store's secrets is not there; \(Option.keyFile.flag) says where it is")
        }
        return key
    }
}
