/// Octets written from the left: a message with compressed names, plain RDATA, or RDATA in canonical form.
struct WireWriter {
    private(set) var octets: [UInt8] = []
    private let lowercasesNames: Bool
    private var compression: NameCompression?

    /// - Parameter lowercasesNames: Whether names in RDATA are written as RFC 4034 §6.2 wants them.
    init(compressing: Bool = false, lowercasesNames: Bool = false) {
        compression = compressing ? NameCompression() : nil
        self.lowercasesNames = lowercasesNames
    }

    mutating func write(_ value: UInt8) {
        octets.append(value)
    }

    mutating func write(_ value: UInt16) {
        octets += [UInt8(truncatingIfNeeded: value >> 8), UInt8(truncatingIfNeeded: value)]
    }

    mutating func write(_ value: UInt32) {
        write(UInt16(truncatingIfNeeded: value >> 16))
        write(UInt16(truncatingIfNeeded: value))
    }

    mutating func write(_ run: some Collection<UInt8>) {
        octets += run
    }

    mutating func replace(at position: Int, with value: UInt16) {
        octets[position] = UInt8(truncatingIfNeeded: value >> 8)
        octets[position + 1] = UInt8(truncatingIfNeeded: value)
    }

    /// An owner or a question, which is always compressed where names are.
    mutating func write(_ name: Name) {
        write(name, isCompressible: true, isCanonicalized: false)
    }

    mutating func write(_ name: Name, isCompressible: Bool, isCanonicalized: Bool) {
        if isCanonicalized, lowercasesNames {
            octets += name.canonical.wire
        } else if isCompressible, compression != nil {
            compression?.write(name, to: &octets)
        } else {
            octets += name.wire
        }
    }

    /// Takes back all that was written after the first `count` octets.
    mutating func truncate(to count: Int) {
        octets.removeSubrange(count...)
        compression?.forget(from: count)
    }
}
