import DNS

/// Why nobody knows.
public enum ResolverError: Error, Sendable, Hashable {
    /// There is no server to ask.
    case noServer
    /// No answer in time, or none that could be one.
    case silent
    case unreachable
    /// The server's answer is that it has none.
    case refused(ResponseCode)
    /// Too many are asking already.
    case busy
    /// What was asked for cannot be found out from the answers.
    case unclear
}
