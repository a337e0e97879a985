/// Serial number arithmetic (RFC 1982), in which numbers go in a circle.
public enum Serial {
    /// Whether `a` is the later one. Of two that are 2^31 apart neither is (§3.2).
    public static func isAfter(_ a: UInt32, _ b: UInt32) -> Bool {
        a != b && a &- b < 1 << 31
    }

    /// The later of the two; the first if neither is.
    public static func latest(_ a: UInt32, _ b: UInt32) -> UInt32 {
        isAfter(b, a) ? b : a
    }

    public static func next(after serial: UInt32) -> UInt32 {
        serial &+ 1
    }
}
