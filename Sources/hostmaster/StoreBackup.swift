import ControlPlane
import Foundation

/// A store in one file, with the key to its secrets where that lies beside it.
struct StoreBackup {
    let place: StorePlace
    let file: String

    /// Copies the store, which a server may have open. What was done, for the operator.
    func write() throws -> String {
        let key = try place.requireKey()
        let includesKey = key.isBesideStore
        do {
            try Backup(file).write(copyOf: place.database, key: key.read(), includingKey: includesKey)
        } catch is WrongSecretsKey {
            throw key.isWrong
        }
        return includesKey
            ? "\(file): the store and the key to its secrets; keep it as safe as \(place.data) itself"
            : "\(file): the store without the key to its secrets, which is kept elsewhere: \(key.path)"
    }

    /// Makes a store of the file in a directory that is empty. What was done, for the operator.
    func restore() throws -> String {
        let directory = try DataDirectory(place)
        if let name = try directory.occupant {
            throw Failure("\(place.data): not empty, there is \(name); a store is restored into an empty directory")
        }
        let key = KeyFile(of: place)
        let given = try place.keyFile != nil && key.exists ? key.read() : nil
        let restored: Backup.Restored
        do {
            restored = try Backup(file).restore(to: place.database, key: given) { kept in
                if given == nil { try key.write(kept) }
            }
        } catch is WrongSecretsKey {
            throw given == nil ? Failure("\(file): the key in it is not that of its secrets") : key.isWrong
        }
        withExtendedLifetime(directory) {}
        var line = "\(place.data): \(restored.domains) domains from \(file); serials went on by 2^24, sessions ended"
        if !restored.hadKey, given == nil {
            line += "; the key to its secrets was not in the file: put it into \(key.path) before the start"
        }
        return line
    }
}

extension DataDirectory {
    /// What keeps the directory from being empty; nil if it is but for the lock, what a file system has of its own, and
    /// what a restore left that broke off. Throws `Failure`.
    fileprivate var occupant: String? {
        get throws(Failure) {
            guard let names = try? FileManager.default.contentsOfDirectory(atPath: path) else {
                throw Failure("\(path): cannot be read")
            }
            let draft = (Backup.draft(of: database) as NSString).lastPathComponent
            var ours: Set = ["lock", "lost+found"]
            // The key is written after the draft, and so came from there.
            if names.contains(draft) {
                ours.formUnion([draft, "\(draft)-journal", "\(draft)-wal", "\(draft)-shm", "keys"])
            }
            return names.sorted().first { !ours.contains($0) }
        }
    }
}
