extension ValueForm {
    static let alias = target("a host name")
    static let flattened = target("a host name, whose A and AAAA are answered here")
    static let pointer = target("a host name")
    static let nameServer = target("a host name without _", underscore: false)
    static let service = target("a host name without _, or \".\" for no such service", underscore: false, root: true)

    /// RFC 7505: `.` says that the domain takes no mail, and then the preference is 0.
    static let exchange = ValueForm(
        "a host name without _, or \".\" for a domain that takes no mail", written: Target.written
    ) {
        text, draft throws(Violations) in
        if text == "." {
            guard draft.priority == nil || draft.priority == 0 else {
                throw Violations("priority", .range, "priority: 0 beside value \".\" (a null MX, RFC 7505 §3)")
            }
            draft.priority = 0
        }
        return try Target.read(text, underscore: false, root: true)
    }

    private static func target(_ expectation: String, underscore: Bool = true, root: Bool = false) -> ValueForm {
        ValueForm(expectation, written: Target.written) { text, _ throws(Violations) in
            try Target.read(text, underscore: underscore, root: root)
        }
    }
}
