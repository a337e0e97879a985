/// The words and quoted strings of one record's text, from the left (RFC 1035 §5.1).
///
/// Parentheses let a line end count as a space. A comment is refused, not skipped: in a value it is mostly a
/// semicolon that was meant (`v=DKIM1; p=…`), and what follows would be lost without a word.
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
    private let text: [UInt8]
    private var position = 0
    private var depth = 0

    init(_ text: some StringProtocol, origin: Name = .root) {
        self.text = Array(text.utf8)
        self.origin = origin
    }

    /// The next word or string; nil at the end.
    mutating func token() throws(TextError) -> Token? {
        try skipSpace()
        guard position < text.count else { return nil }
        if text[position] == UInt8(ascii: "\"") {
            let string = try quoted()
            guard position == text.count || Self.endsWord(text[position]) || text[position] == UInt8(ascii: "\"") else {
                throw .strayQuote
            }
            return string
        }
        let word = try word()
        guard position == text.count || text[position] != UInt8(ascii: "\"") else { throw .strayQuote }
        return word
    }

    /// `key`, `key=value` or `key="value"` (RFC 9460 §2.1); nil at the end.
    mutating func pair() throws(TextError) -> (key: ArraySlice<UInt8>, value: Token?)? {
        try skipSpace()
        guard position < text.count else { return nil }
        guard text[position] != UInt8(ascii: "\"") else { throw .strayQuote }
        let word = try word().raw
        let isBeforeQuote = position < text.count && text[position] == UInt8(ascii: "\"")
        guard let equals = word.firstIndex(of: UInt8(ascii: "=")) else {
            guard !isBeforeQuote else { throw .strayQuote }
            return (word, nil)
        }
        let value = word[(equals + 1)...]
        guard isBeforeQuote else { return (word[..<equals], Token(raw: value, isQuoted: false)) }
        guard value.isEmpty else { throw .strayQuote }
        let string = try quoted()
        guard position == text.count || Self.endsWord(text[position]) else { throw .strayQuote }
        return (word[..<equals], string)
    }

    private mutating func skipSpace() throws(TextError) {
        while position < text.count {
            switch text[position] {
            case 0x20, 0x09: break
            case 0x0A, 0x0D:
                guard depth > 0 else { throw .control(text[position]) }
            case UInt8(ascii: "("): depth += 1
            case UInt8(ascii: ")"):
                guard depth > 0 else { throw .unbalancedParenthesis }
                depth -= 1
            case UInt8(ascii: ";"): throw .comment
            default: return
            }
            position += 1
        }
        guard depth == 0 else { throw .unbalancedParenthesis }
    }

    private mutating func quoted() throws(TextError) -> Token {
        let start = position + 1
        position = start
        while position < text.count {
            switch text[position] {
            case UInt8(ascii: "\""):
                position += 1
                return Token(raw: text[start..<position - 1], isQuoted: true)
            case UInt8(ascii: "\\"): position += 2
            case 0x00..<0x09, 0x0A..<0x20, 0x7F: throw .control(text[position])
            default: position += 1
            }
        }
        throw .unbalancedQuote
    }

    private mutating func word() throws(TextError) -> Token {
        let start = position
        while position < text.count, !Self.endsWord(text[position]), text[position] != UInt8(ascii: "\"") {
            switch text[position] {
            case UInt8(ascii: "\\"): position += 2
            case 0x00..<0x20, 0x7F: throw .control(text[position])
            default: position += 1
            }
        }
        // A backslash at the very end: what follows it is missing.
        guard position <= text.count else { throw .badEscape }
        return Token(raw: text[start..<position], isQuoted: false)
    }

    private static func endsWord(_ octet: UInt8) -> Bool {
        switch octet {
        case 0x20, 0x09, 0x0A, 0x0D, UInt8(ascii: "("), UInt8(ascii: ")"), UInt8(ascii: ";"): true
        default: false
        }
    }
}
