/// A domain name, absolute, in wire form.
///
/// `==` and `hash` ignore the case of ASCII letters (RFC 4343); the case as given is kept in `wire`.
public struct Name: Sendable {
    public static let root = Name(unchecked: [0])

    /// Length-prefixed labels with the root's at the end, uncompressed, 1 to 255 octets.
    public let wire: [UInt8]

    static let longestWire = 255
    static let longestLabel = 63

    init(unchecked wire: [UInt8]) {
        self.wire = wire
    }

    /// - Throws: when `wire` is not exactly one uncompressed name.
    public init(wire: some Collection<UInt8>) throws(NameError) {
        var reader = WireReader(Array(wire))
        self = try reader.name()
        guard reader.isAtEnd else { throw .surplusOctets }
    }

    public var isRoot: Bool { wire.count == 1 }

    /// The first label is exactly `*` (RFC 4592 §2.1.1).
    public var isWildcard: Bool { wire.count > 1 && wire[0] == 1 && wire[1] == UInt8(ascii: "*") }

    /// Without the root's.
    public var labelCount: Int {
        var count = 0
        var position = 0
        while wire[position] != 0 {
            position += Int(wire[position]) + 1
            count += 1
        }
        return count
    }

    /// From the left, without the root's and without length octets.
    public var labels: [ArraySlice<UInt8>] {
        var labels: [ArraySlice<UInt8>] = []
        var position = 0
        while wire[position] != 0 {
            let end = position + Int(wire[position]) + 1
            labels.append(wire[position + 1..<end])
            position = end
        }
        return labels
    }

    /// The name without its first label; nil for the root.
    public var parent: Name? {
        isRoot ? nil : Name(unchecked: Array(wire[(Int(wire[0]) + 1)...]))
    }

    /// In lower case (RFC 4034 §6.2).
    public var canonical: Name {
        wire.contains(where: ASCII.isUpper) ? Name(unchecked: wire.map(ASCII.lowercased)) : self
    }

    public func isAtOrBelow(_ other: Name) -> Bool {
        let suffix = other.wire.count
        var position = 0
        while wire.count - position > suffix {
            position += Int(wire[position]) + 1
        }
        return wire.count - position == suffix && ASCII.areEqual(wire[position...], other.wire[...])
    }

    /// The name one label longer.
    public func prepending(_ label: some Collection<UInt8>) throws(NameError) -> Name {
        guard !label.isEmpty else { throw .emptyLabel }
        guard label.count <= Self.longestLabel else { throw .labelTooLong }
        guard label.count + 1 + wire.count <= Self.longestWire else { throw .nameTooLong }
        return Name(unchecked: [UInt8(label.count)] + Array(label) + wire)
    }
}

extension Name: Hashable {
    public static func == (a: Name, b: Name) -> Bool {
        a.wire.count == b.wire.count && ASCII.areEqual(a.wire[...], b.wire[...])
    }

    public func hash(into hasher: inout Hasher) {
        // Folded into the stack and given to the hasher at once: no allocation, one call.
        withUnsafeTemporaryAllocation(of: UInt8.self, capacity: wire.count) { folded in
            for position in wire.indices {
                folded.initializeElement(at: position, to: ASCII.lowercased(wire[position]))
            }
            hasher.combine(bytes: UnsafeRawBufferPointer(folded))
        }
    }
}
