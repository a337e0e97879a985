/// Why a change cannot be served.
public enum ZonesError: Error, Sendable {
    /// No memory is left for it.
    case noMemory
    /// One name's records would take over 512 KiB, or one RRset over 65,535 octets: more than a message holds.
    case tooLarge
    /// More readers than there are places for.
    case tooManyReaders
}

extension ZonesError: CustomStringConvertible {
    public var description: String {
        switch self {
        case .noMemory: "no memory is left for the zones"
        case .tooLarge: "the records of one name are more than an answer holds"
        case .tooManyReaders: "more threads and event loops than the \(Readers.maximum) that can read the zones"
        }
    }
}
