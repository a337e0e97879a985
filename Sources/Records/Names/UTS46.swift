import CIDN2

/// Labels as UTS 46 has them: non-transitional (ß stays ß), in normalisation form C, with the joiners and the
/// directions of each label checked; symbols are allowed.
enum UTS46 {
    static let prefix = Array("xn--".utf8)

    /// What divides labels: the full stop, and those that are mapped to it (UTS 46 §4.5).
    static func isFullStop(_ scalar: Unicode.Scalar) -> Bool {
        scalar == "." || scalar == "\u{3002}" || scalar == "\u{FF0E}" || scalar == "\u{FF61}"
    }

    /// - Parameter label: without NUL, at which a C string ends.
    static func ascii(_ label: String) throws(Failure) -> String {
        do throws(Failure) {
            return try lookup(label, IDN2_NONTRANSITIONAL)
        } catch {
            // In this mode libidn2 holds labels to IDNA 2008 as well, which has no symbols, nor the newest letters. Its
            // transitional mode does not, and by UTS 46 §4 the two differ in nothing but the deviation characters: it
            // stands in where there are none. What has both is refused, such as ß☃.
            guard [IDN2_DISALLOWED.rawValue, IDN2_UNASSIGNED.rawValue].contains(error.code) else { throw error }
            guard !label.unicodeScalars.contains(where: isDeviation) else { throw .besideDeviation }
            let ascii = try lookup(label, IDN2_TRANSITIONAL)
            // It does not look at directions. A symbol may stand among letters from right to left in few places only
            // (RFC 5893 §2): here in none.
            guard try !unicode(ascii).unicodeScalars.contains(where: isRightToLeft) else {
                throw Failure(code: IDN2_BIDI.rawValue)
            }
            return ascii
        }
    }

    /// Whether a label in lower case that begins with `xn--` is the ASCII form of what it decodes to.
    static func check(_ label: String) throws(Failure) {
        guard try ascii(unicode(label)) == label else { throw Failure(code: IDN2_ALABEL_ROUNDTRIP_FAILED.rawValue) }
    }

    private static func lookup(_ label: String, _ processing: idn2_flags) throws(Failure) -> String {
        let flags = Int32(IDN2_NFC_INPUT.rawValue | processing.rawValue)
        var output: UnsafeMutablePointer<UInt8>?
        let code = label.withCString(encodedAs: UTF8.self) { idn2_lookup_u8($0, &output, flags) }
        defer { idn2_free(output) }
        guard code == IDN2_OK.rawValue, let output else { throw Failure(code: code) }
        return String(cString: output)
    }

    static func unicode(_ ascii: String) throws(Failure) -> String {
        var output: UnsafeMutablePointer<CChar>?
        let code = idn2_to_unicode_8z8z(ascii, &output, 0)
        defer { idn2_free(output) }
        guard code == IDN2_OK.rawValue, let output else { throw Failure(code: code) }
        return String(cString: output)
    }

    /// ß, ς and the joiners (UTS 46 §6, table 1).
    private static func isDeviation(_ scalar: Unicode.Scalar) -> Bool {
        scalar == "\u{DF}" || scalar == "\u{3C2}" || scalar == "\u{200C}" || scalar == "\u{200D}"
    }

    /// The blocks that Unicode keeps for such letters (UAX #9 §3.2).
    private static func isRightToLeft(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.value {
        case 0x590...0x8FF, 0xFB1D...0xFDFF, 0xFE70...0xFEFF, 0x10800...0x10FFF, 0x1E800...0x1EFFF: true
        default: false
        }
    }
}

extension UTS46 {
    /// Why a label has no ASCII form.
    struct Failure: Error, Hashable {
        let code: Int32

        /// Not one of libidn2's, which are negative.
        static let besideDeviation = Failure(code: 1)

        var isLength: Bool {
            [IDN2_TOO_BIG_LABEL, IDN2_TOO_BIG_DOMAIN, IDN2_PUNYCODE_BIG_OUTPUT].contains { $0.rawValue == code }
        }

        /// In words.
        var reason: String {
            if self == .besideDeviation {
                return "beside ß, ς or a joiner it holds a character that IDNA 2008 does not have"
            }
            return switch idn2_rc(code) {
            case IDN2_PUNYCODE_BAD_INPUT, IDN2_PUNYCODE_OVERFLOW: "what follows xn-- is no Punycode"
            case IDN2_ALABEL_ROUNDTRIP_FAILED, IDN2_UALABEL_MISMATCH, IDN2_NOT_NFC:
                "its Unicode form has another ASCII form"
            case IDN2_DISALLOWED, IDN2_UNASSIGNED, IDN2_INVALID_TRANSITIONAL, IDN2_INVALID_NONTRANSITIONAL:
                "it holds a character that names do not have"
            case IDN2_CONTEXTJ, IDN2_CONTEXTJ_NO_RULE: "it holds a joiner where none may be"
            case IDN2_BIDI: "characters from left to right and from right to left are mixed"
            case IDN2_LEADING_COMBINING: "it begins with a combining mark"
            case IDN2_2HYPHEN: "its third and fourth characters are hyphens"
            case IDN2_HYPHEN_STARTEND: "it begins or ends with a hyphen"
            default: String(cString: idn2_strerror(code))
            }
        }
    }
}
