/// The records of a `$GENERATE`, one after the other, as BIND makes them.
struct RecordGenerator {
    struct Numbers {
        let start, stop, step: Int
    }

    let numbers: Numbers
    let owner: [UInt8]
    let ttl: UInt32
    let recordClass: RecordClass
    let type: RecordType
    let text: [UInt8]
    let origin: Name
    /// Of the range, in the file.
    let place: Int
    private var number: Int

    private static let largest = 0x7FFF_FFFF

    init(
        numbers: Numbers, owner: [UInt8], ttl: UInt32, recordClass: RecordClass, type: RecordType, text: [UInt8],
        origin: Name, place: Int
    ) {
        (self.numbers, self.owner, self.ttl, self.recordClass) = (numbers, owner, ttl, recordClass)
        (self.type, self.text, self.origin, self.place) = (type, text, origin, place)
        number = numbers.start
    }

    /// `start-stop` or `start-stop/step`.
    static func numbers(_ text: ArraySlice<UInt8>) -> Numbers? {
        let slash = text.firstIndex(of: UInt8(ascii: "/")) ?? text.endIndex
        guard let hyphen = text.firstIndex(of: UInt8(ascii: "-")), hyphen < slash,
            let start = Decimal.value(text[..<hyphen], through: UInt32(largest)),
            let stop = Decimal.value(text[(hyphen + 1)..<slash], through: UInt32(largest)), start <= stop
        else { return nil }
        guard slash < text.endIndex else { return Numbers(start: Int(start), stop: Int(stop), step: 1) }
        guard let step = Decimal.value(text[(slash + 1)...], through: UInt32(largest)), step > 0 else { return nil }
        return Numbers(start: Int(start), stop: Int(stop), step: Int(step))
    }

    /// Nil after the last.
    mutating func next() throws(MasterFileError.Reason) -> ResourceRecord? {
        guard number <= numbers.stop else { return nil }
        let number = number
        self.number += numbers.step
        let name = try written(owner, number)
        let owner: Name
        do throws(NameError) {
            owner = try Name(text: name[...], origin: origin)
        } catch {
            throw .owner(error)
        }
        let data = try written(text, number)
        var reader = TextReader(record: 0..<data.count, of: data, origin: origin)
        do throws(RDATAError) {
            return ResourceRecord(
                owner: owner, recordClass: recordClass, ttl: ttl, rdata: try RDATA(type, reading: &reader))
        } catch {
            throw .rdata(type, error)
        }
    }

    /// `pattern` with `number` for each `$`; `\$` and `$$` stay a dollar.
    private func written(_ pattern: [UInt8], _ number: Int) throws(MasterFileError.Reason) -> [UInt8] {
        let dollar = UInt8(ascii: "$")
        var text: [UInt8] = []
        var position = 0
        while position < pattern.count {
            let octet = pattern[position]
            position += 1
            if octet == UInt8(ascii: "\\"), position < pattern.count {
                text += [octet, pattern[position]]
                position += 1
            } else if octet == dollar {
                let following = position < pattern.count ? pattern[position] : nil
                if following == dollar {
                    text += [UInt8(ascii: "\\"), dollar]
                    position += 1
                } else if following == UInt8(ascii: "{") {
                    guard let close = pattern[position...].firstIndex(of: UInt8(ascii: "}")),
                        let modifier = Modifier(pattern[(position + 1)..<close])
                    else { throw .generate(.badModifier) }
                    let (sum, isTooLarge) = number.addingReportingOverflow(modifier.offset)
                    guard !isTooLarge, (0...Self.largest).contains(sum) else { throw .generate(.outOfRange) }
                    text += modifier.text(sum)
                    position = close + 1
                } else {
                    text += "\(number)".utf8
                }
            } else {
                text.append(octet)
            }
        }
        return text
    }

    /// `offset`, `offset,width` or `offset,width,base` between the braces.
    private struct Modifier {
        let offset: Int
        let width: Int
        let base: UInt8

        init?(_ text: ArraySlice<UInt8>) {
            let parts = text.split(separator: UInt8(ascii: ","), omittingEmptySubsequences: false)
            guard (1...3).contains(parts.count), let sign = parts[0].first else { return nil }
            let hasSign = sign == UInt8(ascii: "-") || sign == UInt8(ascii: "+")
            guard let size = Decimal.value(hasSign ? parts[0].dropFirst() : parts[0], through: UInt32(largest)) else {
                return nil
            }
            offset = sign == UInt8(ascii: "-") ? -Int(size) : Int(size)
            // No name and no string is longer.
            guard let width = parts.count > 1 ? Decimal.value(parts[1], through: 255) : 0 else { return nil }
            self.width = Int(width)
            base = parts.count > 2 ? parts[2].first ?? 0 : UInt8(ascii: "d")
            guard "doxXnN".utf8.contains(base), parts.count < 3 || parts[2].count == 1 else { return nil }
        }

        func text(_ number: Int) -> [UInt8] {
            switch base {
            case UInt8(ascii: "n"): nibbles(number, isUppercase: false)
            case UInt8(ascii: "N"): nibbles(number, isUppercase: true)
            case UInt8(ascii: "o"): padded(String(number, radix: 8))
            case UInt8(ascii: "x"): padded(String(number, radix: 16))
            case UInt8(ascii: "X"): padded(String(number, radix: 16, uppercase: true))
            default: padded(String(number))
            }
        }

        private func padded(_ digits: String) -> [UInt8] {
            Array(repeating: UInt8(ascii: "0"), count: max(0, width - digits.utf8.count)) + Array(digits.utf8)
        }

        /// The digits in hexadecimal as labels, the last first, as in `ip6.arpa`; the width counts the dots.
        private func nibbles(_ number: Int, isUppercase: Bool) -> [UInt8] {
            var text: [UInt8] = []
            var (rest, left) = (number, width)
            repeat {
                text += String(rest & 15, radix: 16, uppercase: isUppercase).utf8
                rest >>= 4
                left -= left > 0 ? 1 : 0
                if left > 0 || rest != 0 {
                    text.append(UInt8(ascii: "."))
                    left -= left > 0 ? 1 : 0
                }
            } while rest != 0 || left > 0
            return text
        }
    }
}
