/// Why a change cannot be served.
public enum ZonesError: Error, Sendable {
    /// No memory is left for it.
    case noMemory
    /// One name's records would take over 512 KiB, or one RRset over 65,535 octets: more than a message holds.
    case tooLarge
    /// More readers than there are places for.
    case tooManyReaders
}
