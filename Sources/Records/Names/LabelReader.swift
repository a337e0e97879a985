/// Goes through a name as it is typed and gathers all that is wrong with it.
struct LabelReader {
    var errors = LabelErrors()
    private let set: LabelSet

    init(allowing set: LabelSet) {
        self.set = set
    }

    /// In lower case and with A-labels; one letter stands for a label that has no ASCII form.
    mutating func ascii(_ input: String) -> [UInt8] {
        guard input.utf8.contains(where: { $0 >= 0x80 }) else { return Self.lowercased(input) }
        let labels = input.unicodeScalars.split(omittingEmptySubsequences: false, whereSeparator: UTS46.isFullStop)
        return Array(labels.map { asciiLabel(String($0)) }.joined(separator: [UInt8(ascii: ".")]))
    }

    private mutating func asciiLabel(_ label: String) -> [UInt8] {
        guard label.utf8.contains(where: { $0 >= 0x80 }) else { return Self.lowercased(label) }
        // Symbols of ASCII are not a matter of UTS 46, and NUL would end its C string.
        let barred = Self.lowercased(label).filter { $0 < 0x80 && !set.allows($0) }
        for octet in barred { noteBarred(octet) }
        do throws(UTS46.Failure) {
            if barred.isEmpty { return Self.lowercased(try UTS46.ascii(label)) }
        } catch {
            errors.note(error.isLength ? .longLabel : .notInternational(label, error))
        }
        return [UInt8(ascii: "x")]
    }

    private static func lowercased(_ text: String) -> [UInt8] {
        text.utf8.map { $0 &- UInt8(ascii: "A") < 26 ? $0 | 0x20 : $0 }
    }

    /// The wire form without the root's label, of what `ascii` has made; of use only if nothing is wrong with it.
    mutating func wire(_ text: [UInt8]) -> [UInt8] {
        var wire: [UInt8] = [0]
        wire.reserveCapacity(text.count + 1)
        var start = 0
        for byte in text {
            if byte == UInt8(ascii: ".") {
                close(&wire, start)
                start = wire.count
                wire.append(0)
                continue
            }
            let isWildcard = wire.count == 1 && byte == UInt8(ascii: "*") && set.contains(.wildcard)
            if !isWildcard, !set.allows(byte) {
                noteBarred(byte)
            } else if wire.count == 2, wire[1] == UInt8(ascii: "*"), set.contains(.wildcard) {
                errors.note(.wildcard)
            }
            wire.append(byte)
        }
        close(&wire, start)
        if wire.count >= 255 { errors.note(.longName) }
        return wire
    }

    private mutating func close(_ wire: inout [UInt8], _ start: Int) {
        wire[start] = UInt8(truncatingIfNeeded: wire.count - start - 1)
        let label = wire[(start + 1)...]
        guard !label.isEmpty else { return errors.note(.emptyLabel) }
        guard label.count <= 63 else { return errors.note(.longLabel) }
        guard label.starts(with: UTS46.prefix), label.allSatisfy(set.allows) else { return }
        let text = String(decoding: label, as: UTF8.self)
        do throws(UTS46.Failure) {
            try UTS46.check(text)
        } catch {
            errors.note(.notALabel(text, error))
        }
    }

    private mutating func noteBarred(_ octet: UInt8) {
        if octet == UInt8(ascii: "*"), set.contains(.wildcard) {
            errors.note(.wildcard)
        } else {
            errors.note(Unicode.Scalar(octet))
        }
    }
}
