/// Something that is there, and in the way of something else.
public enum Rival: Sendable, Hashable {
    /// Of the domain that the request is about.
    case record(Int64)
    /// By its uuid.
    case domain(String, of: Int64)
    /// One of the caller's own.
    case token(Int64)
}
