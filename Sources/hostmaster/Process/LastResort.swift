import Foundation
import Logging

/// The end of a process that does not come to one.
enum LastResort {
    /// Ends it after `seconds`, whatever hangs: as after SIGKILL, nothing that was answered is lost.
    static func endProcess(after seconds: UInt32, _ logger: Logger) {
        Thread.detachNewThread {
            sleep(seconds)
            logger.error("not everything ended in time", metadata: ["seconds": "\(seconds)"])
            _exit(0)
        }
    }
}
