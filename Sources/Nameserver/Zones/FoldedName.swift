/// Names in wire form, compared and hashed without regard to ASCII case, eight octets at a time (RFC 4343 §3).
///
/// Length octets are at most 63, below "A", so a whole wire name can be folded as it stands. Every pointer given here must
/// be readable for seven octets past the name's end.
enum FoldedName {
    /// The eight octets with A–Z turned into a–z, all other octets untouched.
    @inline(__always)
    static func fold(_ octets: UInt64) -> UInt64 {
        let low = octets & 0x7f7f_7f7f_7f7f_7f7f
        let fromA = low &+ 0x3f3f_3f3f_3f3f_3f3f
        let aboveZ = low &+ 0x2525_2525_2525_2525
        let capital = (fromA ^ aboveZ) & ~octets & 0x8080_8080_8080_8080
        return octets | capital &>> 2
    }

    /// All ones in the octets that a name with `remaining` octets still has in this word (little endian).
    @inline(__always)
    static func mask(_ remaining: Int) -> UInt64 {
        remaining >= 8 ? ~0 : (1 &<< UInt64(remaining &* 8)) &- 1
    }

    /// 32 bits for the table of names. The seed is drawn at start, so that no one can prepare names that collide.
    @inline(__always)
    static func hash(_ name: UnsafeRawPointer, _ length: Int, seed: UInt64) -> UInt32 {
        var state = seed
        var at = 0
        while at < length {
            let word = fold(name.loadUnaligned(fromByteOffset: at, as: UInt64.self)) & mask(length &- at)
            state = multiplyFolded(state ^ word, 0x9fb2_1c65_1e98_df25)
            at &+= 8
        }
        state = multiplyFolded(state ^ UInt64(truncatingIfNeeded: length), 0xd1b5_4a32_d192_ed03 ^ seed)
        return UInt32(truncatingIfNeeded: state ^ state &>> 32)
    }

    /// Whether `name`, in any case, is `folded`, which is lower case already.
    @inline(__always)
    static func isEqual(_ name: UnsafeRawPointer, _ folded: UnsafeRawPointer, _ length: Int) -> Bool {
        var at = 0
        while at < length {
            let word = fold(name.loadUnaligned(fromByteOffset: at, as: UInt64.self))
            let other = folded.loadUnaligned(fromByteOffset: at, as: UInt64.self)
            if (word ^ other) & mask(length &- at) != 0 { return false }
            at &+= 8
        }
        return true
    }

    /// Whether two names are the same, each in any case.
    @inline(__always)
    static func isSame(_ a: UnsafeRawPointer, _ b: UnsafeRawPointer, _ length: Int) -> Bool {
        var at = 0
        while at < length {
            let x = a.loadUnaligned(fromByteOffset: at, as: UInt64.self)
            let y = b.loadUnaligned(fromByteOffset: at, as: UInt64.self)
            // Folding is seldom needed: askers write names as they were told them.
            if (x ^ y) & mask(length &- at) != 0, (fold(x) ^ fold(y)) & mask(length &- at) != 0 { return false }
            at &+= 8
        }
        return true
    }

    /// Copies the name to `target` in lower case, whole words, the last one padded with zeros.
    @inline(__always)
    static func copy(_ name: UnsafeRawPointer, _ length: Int, to target: UnsafeMutableRawPointer) {
        var at = 0
        while at < length {
            let word = fold(name.loadUnaligned(fromByteOffset: at, as: UInt64.self)) & mask(length &- at)
            target.storeBytes(of: word, toByteOffset: at, as: UInt64.self)
            at &+= 8
        }
    }

    @inline(__always)
    private static func multiplyFolded(_ a: UInt64, _ b: UInt64) -> UInt64 {
        let product = a.multipliedFullWidth(by: b)
        return product.high ^ product.low
    }
}
