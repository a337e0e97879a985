extension ValueForm {
    static let text = ValueForm("text without control characters, or quoted strings of up to 255 octets each") {
        text, _ throws(Violations) in
        var faults = Violations()
        let strings = CharacterStrings(text)
        if strings == nil, let control = text.firstControl {
            faults.note(
                Violation(
                    "value", .format, "value: holds the control character \(control); write a quoted string with \\DDD")
            )
        }
        let parts = strings ?? CharacterStrings(literal: text)
        if parts.size > Limits.value {
            faults.note(Violation("value", .range, "value: \(parts.size) octets, of at most \(Limits.value)"))
        }
        guard faults.isEmpty else { throw faults }
        return CanonicalValue(parts.text, octets: parts.wire)
    }
}
