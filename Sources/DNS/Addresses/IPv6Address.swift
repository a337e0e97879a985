/// An IPv6 address without a zone. Text is read as RFC 4291 §2.2 has it and written as RFC 5952 §4 and §5 want it.
public struct IPv6Address: Sendable, Hashable, CustomStringConvertible {
    public let high: UInt64
    public let low: UInt64

    public init(high: UInt64, low: UInt64) {
        self.high = high
        self.low = low
    }

    private init(groups: [UInt16]) {
        high = groups[..<4].reduce(0) { $0 << 16 | UInt64($1) }
        low = groups[4...].reduce(0) { $0 << 16 | UInt64($1) }
    }

    public init?(_ text: some StringProtocol) {
        self.init(text: Array(text.utf8)[...])
    }

    init?(text: ArraySlice<UInt8>) {
        let colon = UInt8(ascii: ":")
        guard let gap = text.indices.dropLast().first(where: { text[$0] == colon && text[$0 + 1] == colon }) else {
            guard let groups = Self.groups(text, mayEndInIPv4: true), groups.count == 8 else { return nil }
            self.init(groups: groups)
            return
        }
        let (left, right) = (text[..<gap], text[(gap + 2)...])
        guard let head = left.isEmpty ? [] : Self.groups(left, mayEndInIPv4: false),
            let tail = right.isEmpty ? [] : Self.groups(right, mayEndInIPv4: true),
            head.count + tail.count < 8
        else { return nil }
        self.init(groups: head + Array(repeating: 0, count: 8 - head.count - tail.count) + tail)
    }

    /// Nil unless there are exactly 16 octets.
    public init?(octets: some Collection<UInt8>) {
        guard octets.count == 16 else { return nil }
        high = octets.prefix(8).reduce(0) { $0 << 8 | UInt64($1) }
        low = octets.dropFirst(8).reduce(0) { $0 << 8 | UInt64($1) }
    }

    public var octets: [UInt8] {
        [high, low].flatMap { half in
            stride(from: UInt64(56), through: 0, by: -8).map { UInt8(truncatingIfNeeded: half >> $0) }
        }
    }

    public var description: String {
        // RFC 5952 §5: a known IPv4 prefix is written with the IPv4 address.
        if high == 0, low >> 32 == 0xFFFF { return "::ffff:\(IPv4Address(UInt32(truncatingIfNeeded: low)))" }
        let groups = groups
        guard let gap = Self.longestZeros(groups) else { return Self.text(groups[...]) }
        return Self.text(groups[..<gap.lowerBound]) + "::" + Self.text(groups[gap.upperBound...])
    }

    private var groups: [UInt16] {
        [high, low].flatMap { half in
            stride(from: UInt64(48), through: 0, by: -16).map { UInt16(truncatingIfNeeded: half >> $0) }
        }
    }

    /// RFC 5952 §4.2: the longest run of two groups or more, the first among equals.
    private static func longestZeros(_ groups: [UInt16]) -> Range<Int>? {
        var longest = 0..<1
        var start = 0
        for (index, group) in groups.enumerated() {
            if group != 0 {
                start = index + 1
            } else if index + 1 - start > longest.count {
                longest = start..<index + 1
            }
        }
        return longest.count > 1 ? longest : nil
    }

    private static func text(_ groups: ArraySlice<UInt16>) -> String {
        groups.map { String($0, radix: 16) }.joined(separator: ":")
    }

    /// The groups between colons; nil if one is not 1 to 4 hexadecimal digits.
    private static func groups(_ text: ArraySlice<UInt8>, mayEndInIPv4: Bool) -> [UInt16]? {
        let parts = text.split(separator: UInt8(ascii: ":"), omittingEmptySubsequences: false)
        var groups: [UInt16] = []
        for (index, part) in parts.enumerated() {
            if mayEndInIPv4, index == parts.count - 1, let address = IPv4Address(text: part) {
                return groups + [UInt16(address.value >> 16), UInt16(truncatingIfNeeded: address.value)]
            }
            guard (1...4).contains(part.count), groups.count < 8 else { return nil }
            var group: UInt16 = 0
            for digit in part {
                guard let value = Hexadecimal.value(digit) else { return nil }
                group = group << 4 | UInt16(value)
            }
            groups.append(group)
        }
        return groups
    }
}
