/// The words and quoted strings of one record's text, from the left (RFC 1035 §5.1).
///
/// Parentheses let a line end count as a space. Outside a master file a comment is refused, not skipped: in a value it
/// is mostly a semicolon that was meant (`v=DKIM1; p=…`), and what follows would be lost without a word.
struct TextReader {
    struct Token {
        /// As written, escapes and all, without the quotes.
        let raw: ArraySlice<UInt8>
        let isQuoted: Bool

        func unescaped() throws(TextError) -> [UInt8] {
            var octets: [UInt8] = []
            octets.reserveCapacity(raw.count)
            var position = raw.startIndex
            while position < raw.endIndex {
                if raw[position] == UInt8(ascii: "\\") {
                    guard let octet = Escape.octet(in: raw, at: &position) else { throw .badEscape }
                    octets.append(octet)
                } else {
                    octets.append(raw[position])
                    position += 1
                }
            }
            return octets
        }
    }

    /// What relative names are relative to.
    let origin: Name
    /// Where the last word begins, or what was wrong last stands; after the last word, its end.
    private(set) var place: Int
    private let text: [UInt8]
    private let end: Int
    /// In a master file a comment is none of the values, and a line end may be written as CR and LF.
    private let isMasterFile: Bool
    private var position: Int
    private var depth = 0
    private var firstParenthesis = 0
    private var lastEnd: Int

    init(_ text: some StringProtocol, origin: Name = .root) {
        let text = Array(text.utf8)
        self.init(text, 0..<text.count, origin: origin, isMasterFile: false)
    }

    /// A record of a master file, without its line end.
    init(record: Range<Int>, of file: [UInt8], origin: Name) {
        self.init(file, record, origin: origin, isMasterFile: true)
    }

    private init(_ text: [UInt8], _ range: Range<Int>, origin: Name, isMasterFile: Bool) {
        self.text = text
        self.origin = origin
        self.isMasterFile = isMasterFile
        position = range.lowerBound
        place = range.lowerBound
        lastEnd = range.lowerBound
        end = range.upperBound
    }

    /// Whether the next word is `\#` (RFC 3597 §5); then it is taken.
    mutating func takeGenericMark() -> Bool {
        // What is wrong here is found again, and told, when the next word is read.
        guard (try? skipSpace()) != nil, position + 2 <= end, text[position] == UInt8(ascii: "\\"),
            text[position + 1] == UInt8(ascii: "#"), position + 2 == end || Self.endsWord(text[position + 2])
        else { return false }
        place = position
        position += 2
        lastEnd = position
        return true
    }

    /// Where the next word begins.
    mutating func nextPlace() -> Int {
        _ = try? skipSpace()
        return position
    }

    /// Says that what is wrong stands at an earlier place.
    mutating func point(at place: Int) {
        self.place = place
    }

    /// The next word or string; nil at the end.
    mutating func token() throws(TextError) -> Token? {
        try skipSpace()
        guard position < end else {
            place = lastEnd
            return nil
        }
        place = position
        defer { lastEnd = position }
        if text[position] == UInt8(ascii: "\"") {
            let string = try quoted()
            guard position == end || Self.endsWord(text[position]) || text[position] == UInt8(ascii: "\"") else {
                throw stray()
            }
            return string
        }
        let word = try word()
        guard position == end || text[position] != UInt8(ascii: "\"") else { throw stray() }
        return word
    }

    /// `key`, `key=value` or `key="value"` (RFC 9460 §2.1); nil at the end.
    mutating func pair() throws(TextError) -> (key: ArraySlice<UInt8>, value: Token?)? {
        try skipSpace()
        guard position < end else {
            place = lastEnd
            return nil
        }
        place = position
        defer { lastEnd = position }
        guard text[position] != UInt8(ascii: "\"") else { throw stray() }
        let word = try word().raw
        let isBeforeQuote = position < end && text[position] == UInt8(ascii: "\"")
        guard let equals = word.firstIndex(of: UInt8(ascii: "=")) else {
            guard !isBeforeQuote else { throw stray() }
            return (word, nil)
        }
        let value = word[(equals + 1)...]
        guard isBeforeQuote else { return (word[..<equals], Token(raw: value, isQuoted: false)) }
        guard value.isEmpty else { throw stray() }
        let string = try quoted()
        guard position == end || Self.endsWord(text[position]) else { throw stray() }
        return (word[..<equals], string)
    }

    private mutating func skipSpace() throws(TextError) {
        while position < end {
            switch text[position] {
            case 0x20, 0x09: break
            case 0x0A, 0x0D:
                guard depth > 0 || isMasterFile else { throw control() }
            case UInt8(ascii: "("):
                if depth == 0 { firstParenthesis = position }
                depth += 1
            case UInt8(ascii: ")"):
                guard depth > 0 else {
                    place = position
                    throw .unbalancedParenthesis
                }
                depth -= 1
            case UInt8(ascii: ";"):
                guard isMasterFile else { throw .comment }
                while position < end, text[position] != 0x0A { position += 1 }
                continue
            default: return
            }
            position += 1
        }
        guard depth == 0 else {
            place = firstParenthesis
            throw .unbalancedParenthesis
        }
    }

    private mutating func stray() -> TextError {
        place = position
        return .strayQuote
    }

    private mutating func control() -> TextError {
        place = position
        return .control(text[position])
    }

    private mutating func quoted() throws(TextError) -> Token {
        let start = position + 1
        position = start
        while position < end {
            switch text[position] {
            case UInt8(ascii: "\""):
                position += 1
                return Token(raw: text[start..<position - 1], isQuoted: true)
            case UInt8(ascii: "\\"): position += 2
            // In a master file the record ends here, whatever its parentheses say.
            case 0x0A where isMasterFile: throw .unbalancedQuote
            case 0x00..<0x09, 0x0A..<0x20, 0x7F: throw control()
            default: position += 1
            }
        }
        throw .unbalancedQuote
    }

    private mutating func word() throws(TextError) -> Token {
        let start = position
        while position < end, !Self.endsWord(text[position]), text[position] != UInt8(ascii: "\"") {
            switch text[position] {
            case UInt8(ascii: "\\"): position += 2
            case 0x00..<0x20, 0x7F: throw control()
            default: position += 1
            }
        }
        // A backslash at the very end: what follows it is missing.
        guard position <= end else { throw .badEscape }
        return Token(raw: text[start..<position], isQuoted: false)
    }

    /// Whether a word ends before `octet`.
    private static func endsWord(_ octet: UInt8) -> Bool {
        switch octet {
        case 0x20, 0x09, 0x0A, 0x0D, UInt8(ascii: "("), UInt8(ascii: ")"), UInt8(ascii: ";"): true
        default: false
        }
    }
}
