/// What binds a record that comes through the API. The store holds any TTL that DNS has.
enum Limits {
    static let ttl = 15...86_400
    static let presetTTL = 3600
    /// Characters (Unicode scalars).
    static let comment = 500
    /// Octets.
    static let value = 8192

    static func isBarredInComments(_ scalar: Unicode.Scalar) -> Bool {
        scalar.isControl && scalar != "\n" && scalar != "\r" && scalar != "\t"
    }
}
