extension ValueForm {
    /// A CAA value (RFC 8659 §4), checked for the tags whose syntax is known.
    static let authorization = ValueForm(
        "the CAA value without quotes, for tag issue a CA's domain or \";\"",
        written: { presented in CharacterStrings(String(presented))?.onlyText ?? String(presented) }
    ) { text, draft throws(Violations) in
        guard !MisplacedFields.isAuthorization(text, tag: draft.tag) else {
            throw Violations("value", .format, "value: holds flags and tag, too")
        }
        var faults = Violations()
        var shown = text
        if let control = text.firstControl {
            faults.note(Violation("value", .format, "value: holds the control character \(control)"))
            shown.unicodeScalars.removeAll(where: \.isControl)
        }
        if let tag = draft.tag {
            for fault in AuthorizationSyntax.faults(of: shown, tag: tag) {
                faults.note(Violation("value", .format, "value: for tag \(tag) \(fault)"))
            }
        }
        guard faults.isEmpty else { throw faults }
        return CanonicalValue(text)
    }
}
