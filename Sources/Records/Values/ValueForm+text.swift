extension ValueForm {
    static let text = ValueForm("text without control characters, or quoted strings of up to 255 octets each") {
        text, _ throws(Violation) in
        let strings = CharacterStrings(text)
        if strings == nil, let control = text.firstControl {
            throw Violation(
                "value", .format, "value: holds the control character \(control); write a quoted string with \\DDD")
        }
        let parts = strings ?? CharacterStrings(literal: text)
        guard parts.size <= Limits.value else {
            throw Violation("value", .range, "value: \(parts.size) octets, of at most \(Limits.value)")
        }
        return CanonicalValue(parts.text, octets: parts.wire)
    }
}
