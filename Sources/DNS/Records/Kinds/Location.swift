extension FieldKind {
    /// A place on Earth, all fields of LOC (RFC 1876 §2, §3).
    static let location = FieldKind(
        "d1 [m1 [s1]] N|S d2 [m2 [s2]] E|W altitude[m] [size[m] [horizontal[m] [vertical[m]]]]",
        parse: { text, wire throws(FieldError) in
            let latitude = try text.angle(through: 90, positive: "N", negative: "S")
            let longitude = try text.angle(through: 180, positive: "E", negative: "W")
            guard let altitude = metres(try text.requiredWord(), -10_000_000...4_284_967_295) else {
                throw .notALocation
            }
            // RFC 1876 §3: 1 m, 10,000 m and 10 m where nothing is given.
            var precisions: [UInt8] = [0x12, 0x16, 0x13]
            for index in precisions.indices {
                guard let word = try text.nextWord() else { break }
                guard let size = metres(word, 0...9_000_000_000) else {
                    throw .notALocation
                }
                precisions[index] = precision(UInt64(size))
            }
            var writer = WireWriter()
            writer.write(UInt8(0))
            writer.write(precisions)
            for number in [latitude, longitude, UInt32(altitude + 10_000_000)] { writer.write(number) }
            wire += writer.octets
        },
        print: { wire throws(FieldError) in
            let octets = try wire.location()
            let numbers = stride(from: 4, to: 16, by: 4).map { start in
                octets.dropFirst(start).prefix(4).reduce(UInt32(0)) { $0 << 8 | UInt32($1) }
            }
            let sizes = octets.dropFirst().prefix(3).map { octet in
                (0..<octet & 15).reduce(Int64(octet >> 4)) { power, _ in power * 10 }
            }
            let words = [angle(numbers[0], "N", "S"), angle(numbers[1], "E", "W")]
            let metres = [Int64(numbers[2]) - 10_000_000] + sizes
            return (words + metres.map { "\($0 < 0 ? "-" : "")\(fixed($0.magnitude, decimals: 2))m" })
                .joined(separator: " ")
        },
        // Another version, or what could not be read back from text, is left to the form of RFC 3597.
        read: { message, wire throws(FieldError) in wire += try message.required(16) },
        write: { wire, message throws(FieldError) in message.write(try wire.required(16)) })

    /// 2^31 is the equator or the prime meridian; north and east are above it.
    fileprivate static let zero: UInt32 = 1 << 31

    fileprivate static func distance(_ angle: UInt32) -> UInt32 { angle < zero ? zero - angle : angle - zero }

    private static func angle(_ angle: UInt32, _ positive: String, _ negative: String) -> String {
        let thousandths = distance(angle)
        let seconds = fixed(UInt64(thousandths % 60_000), decimals: 3)
        return
            "\(thousandths / 3_600_000) \(thousandths / 60_000 % 60) \(seconds) \(angle < zero ? negative : positive)"
    }

    private static func fixed(_ value: UInt64, decimals: Int) -> String {
        let digits = String(value)
        let padded = String(repeating: "0", count: max(0, decimals + 1 - digits.count)) + digits
        return "\(padded.dropLast(decimals)).\(padded.suffix(decimals))"
    }

    /// The first digit and a power of ten, in centimetres; what follows the digit is dropped (RFC 1876 §A).
    private static func precision(_ centimetres: UInt64) -> UInt8 {
        var (digit, power) = (centimetres, UInt8(0))
        while digit > 9 {
            digit /= 10
            power += 1
        }
        return UInt8(digit) << 4 | power
    }

    /// Metres with at most two decimals and perhaps `m` behind, in centimetres.
    private static func metres(_ word: ArraySlice<UInt8>, _ range: ClosedRange<Int64>) -> Int64? {
        var word = word.last.map(ASCII.lowercased) == UInt8(ascii: "m") ? word.dropLast() : word
        let isNegative = word.first == UInt8(ascii: "-")
        if isNegative { word = word.dropFirst() }
        guard let size = fixed(word, decimals: 2) else { return nil }
        let value = isNegative ? -Int64(size) : Int64(size)
        return range.contains(value) ? value : nil
    }

    /// `12.5` in units of its smallest decimal.
    fileprivate static func fixed(_ word: ArraySlice<UInt8>, decimals: Int) -> UInt64? {
        let point = word.firstIndex(of: UInt8(ascii: ".")) ?? word.endIndex
        var fraction = Array(word[point...].dropFirst())
        guard fraction.count <= decimals, point == word.endIndex || !fraction.isEmpty,
            let whole = Decimal.value(word[..<point], through: 4_294_967_295)
        else { return nil }
        fraction += Array(repeating: 0x30, count: decimals - fraction.count)
        guard let part = Decimal.value(fraction[...], through: 999) else { return nil }
        return (0..<decimals).reduce(UInt64(whole)) { power, _ in power * 10 } + UInt64(part)
    }
}

extension WireReader {
    fileprivate mutating func location() throws(FieldError) -> ArraySlice<UInt8> {
        let octets = try required(16)
        var reader = WireReader(Array(octets))
        guard reader.uint8() == 0 else { throw .notALocation }
        for _ in 0..<3 {
            guard let octet = reader.uint8(), octet >> 4 <= 9, octet & 15 <= 9, octet >> 4 > 0 || octet == 0 else {
                throw .notALocation
            }
        }
        for degrees in [90, 180] as [UInt32] {
            guard let angle = reader.uint32(), FieldKind.distance(angle) <= degrees * 3_600_000 else {
                throw .notALocation
            }
        }
        return octets
    }
}

extension TextReader {
    /// Degrees, perhaps minutes and seconds, and the hemisphere.
    fileprivate mutating func angle(
        through largest: UInt32, positive: Unicode.Scalar, negative: Unicode.Scalar
    ) throws(FieldError) -> UInt32 {
        let wanted = FieldError.notALocation
        guard let degrees = Decimal.value(try requiredWord(), through: largest) else { throw wanted }
        var thousandths = UInt64(degrees) * 3_600_000
        for place in 0... {
            let word = try requiredWord()
            if word.count == 1, let letter = word.first, !ASCII.isDigit(letter) {
                guard letter & 0xDF == UInt8(ascii: positive) || letter & 0xDF == UInt8(ascii: negative),
                    thousandths <= UInt64(largest) * 3_600_000
                else { throw wanted }
                let distance = UInt32(thousandths)
                return letter & 0xDF == UInt8(ascii: positive) ? FieldKind.zero + distance : FieldKind.zero - distance
            }
            switch place {
            case 0:
                guard let minutes = Decimal.value(word, through: 59) else { throw wanted }
                thousandths += UInt64(minutes) * 60_000
            case 1:
                guard let seconds = FieldKind.fixed(word, decimals: 3), seconds < 60_000 else { throw wanted }
                thousandths += seconds
            default: throw wanted
            }
        }
        throw wanted
    }
}
