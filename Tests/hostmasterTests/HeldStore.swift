import Foundation

/// A store that nobody can open for a while: SQLite waits some seconds for whoever has it locked.
enum HeldStore {
    /// Returns when it is locked; it is released after `duration`.
    static func hold(_ store: URL, for duration: Duration) throws {
        let descriptor = open(store.path, O_RDWR | O_CLOEXEC)
        // PENDING_BYTE and those behind it: https://sqlite.org/fileformat2.html#the_lock_byte_page
        guard descriptor >= 0, lseek(descriptor, 0x4000_0000, SEEK_SET) == 0x4000_0000,
            lockf(descriptor, F_TLOCK, 512) == 0
        else { throw POSIXError(.EACCES) }
        Thread.detachNewThread {
            Thread.sleep(forTimeInterval: duration / .seconds(1))
            close(descriptor)
        }
    }
}
