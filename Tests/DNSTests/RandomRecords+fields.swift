import DNS

/// The fields of the types that are less often met.
extension RandomRecords {
    mutating func seconds() -> String {
        number(0...3) == 0 ? "\(number(0...9))w\(number(0...30))D\(number(0...99))h\(number(0...59))m5S" : "\(uint32())"
    }

    mutating func algorithm() -> String {
        ["8", "13", "RSASHA256", "ECDSAP256SHA256", "Ed25519", "\(uint8())"][number(0...5)]
    }

    mutating func base64(_ counts: ClosedRange<Int>) -> String {
        let digits = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/")
        let octets = octets(counts)
        var text = ""
        for start in stride(from: 0, to: octets.count, by: 3) {
            let part = octets[start..<min(start + 3, octets.count)]
            let bits = (Array(part) + [0, 0]).prefix(3).reduce(0) { $0 << 8 | Int($1) }
            for index in 0..<4 { text.append(index <= part.count ? digits[bits >> (18 - index * 6) & 63] : "=") }
        }
        return broken(text)
    }

    mutating func hexadecimal(_ counts: ClosedRange<Int>) -> String {
        let digits = hexadecimalDigits(octets(counts))
        return broken(number(0...1) == 0 ? digits.uppercased() : digits)
    }

    mutating func hexadecimal(_ octets: [UInt8]) -> String { hexadecimalDigits(octets) }

    func unbroken(_ text: String) -> String { text.filter { $0 != " " } }

    mutating func salt() -> String { number(0...2) == 0 ? "-" : hexadecimalDigits(octets(1...255)) }

    mutating func base32Hex(_ octets: [UInt8]) -> String {
        let digits = Array("0123456789abcdefghijklmnopqrstuv")
        let bits = octets.flatMap { octet in (0..<8).map { octet >> (7 - $0) & 1 } }
        let text = stride(from: 0, to: bits.count, by: 5).map { start in
            digits[(0..<5).reduce(0) { $0 << 1 | (start + $1 < bits.count ? Int(bits[start + $1]) : 0) }]
        }
        return number(0...1) == 0 ? String(text) : String(text).uppercased()
    }

    mutating func typeWord() -> String {
        ["A", "ns", "SOA", "MX", "TYPE1", "CAA", "DNSKEY", "TYPE\(number(1000...65000))"][number(0...7)]
    }

    mutating func typeWords(_ least: Int) -> String {
        (0..<number(least...8)).map { _ in typeWord() }.joined(separator: " ")
    }

    mutating func time() -> String {
        func two(_ range: ClosedRange<Int>) -> String { "\(100 + number(range))".suffix(2).description }
        if number(0...3) == 0 { return "\(uint32())" }
        return "\(number(1970...2105))" + two(1...12) + two(1...28) + two(0...23) + two(0...59) + two(0...59)
    }

    mutating func groups(_ count: Int, _ size: Int, _ separator: String) -> String {
        (0..<count).map { _ in
            let digits = hexadecimalDigits((0..<size).map { _ in uint8() })
            return number(0...2) == 0 ? digits.uppercased() : digits
        }.joined(separator: separator)
    }

    mutating func gateway(_ head: (inout Self, Int) -> String) -> String {
        let type = number(0...3)
        let relay = [".", ipv4Address(), ipv6Address(), name()][type]
        return "\(head(&self, type)) \(relay)"
    }

    mutating func addressPrefix() -> String {
        let isNegated = number(0...2) == 0 ? "!" : ""
        return number(0...1) == 0
            ? "\(isNegated)1:\(ipv4Address())/\(number(0...32))" : "\(isNegated)2:\(ipv6Address())/\(number(0...128))"
    }

    /// Whole metres: dnspython counts in floating point.
    mutating func location() -> String {
        func angle(_ degrees: Int, _ hemispheres: [String]) -> String {
            let seconds = ["", " \(number(0...59))", " \(number(0...59)) \(number(0...59))"][number(0...2)]
            let fraction = seconds.split(separator: " ").count == 2 ? ["", ".5", ".25", ".007"][number(0...3)] : ""
            return "\(number(0...degrees - 1))\(seconds)\(fraction) \(hemispheres[number(0...1)])"
        }
        let unit = ["m", ""][number(0...1)]
        let sizes = (0..<number(0...3)).map { _ in
            " \(number(0...9))\(String(repeating: "0", count: number(0...7)))\(["m", "", ".00m"][number(0...2)])"
        }
        return "\(angle(90, ["N", "S"])) \(angle(180, ["E", "W"])) \(number(-100_000...42_849_000))\(unit)"
            + sizes.joined()
    }

    private func hexadecimalDigits(_ octets: [UInt8]) -> String {
        octets.map { ($0 < 16 ? "0" : "") + String($0, radix: 16) }.joined()
    }

    private mutating func broken(_ text: String) -> String {
        guard number(0...1) == 0, text.count > 2 else { return text }
        let middle = text.index(text.startIndex, offsetBy: number(1...text.count - 1))
        return text[..<middle] + " " + text[middle...]
    }
}
