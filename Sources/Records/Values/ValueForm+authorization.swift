extension ValueForm {
    /// A CAA value (RFC 8659 §4), checked for the tags whose syntax is known.
    static let authorization = ValueForm("the CAA value without quotes, for tag issue a CA's domain or \";\"") {
        text, draft throws(Violation) in
        guard !MisplacedFields.isAuthorization(text, tag: draft.tag) else {
            throw Violation("value", .format, "value: holds flags and tag, too")
        }
        if let control = text.firstControl {
            throw Violation("value", .format, "value: holds the control character \(control)")
        }
        if let tag = draft.tag, let wanted = AuthorizationSyntax.fault(of: text, tag: tag) {
            throw Violation("value", .format, "value: for tag \(tag) \(wanted)")
        }
        return CanonicalValue(text)
    }
}
