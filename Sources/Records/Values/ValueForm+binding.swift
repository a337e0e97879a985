import DNS

extension ValueForm {
    /// `target params…` (RFC 9460 §2.1), written back with the parameters in the order of their keys.
    static let binding = ValueForm(
        "a host name or \".\", then parameters (alpn=h2,h3 port=8443)",
        written: { presented in
            let target = presented.prefix { $0 != " " }
            return Target.written(target) + presented[target.endIndex...]
        }
    ) { text, draft throws(Violations) in
        var faults = Violations()
        let parts = text.split(separator: " ", maxSplits: 1)
        if text.first == " " || text.last == " " {
            faults.note(Violation("value", .format, "value: not a host name and then parameters"))
        }
        guard let first = parts.first else { throw faults }
        let target = faults.noting { () throws(Violations) in
            try Target.read(String(first), underscore: true, root: true)
        }
        guard parts.count > 1 else {
            guard faults.isEmpty, let target else { throw faults }
            return target
        }
        // RFC 9460 §2.4.2: in alias form "SvcParams MUST be ignored", so they would be written in vain.
        if draft.priority == 0 {
            faults.note(
                Violation("value", .format, "value: priority 0 is the alias form, which takes a target alone"))
        }
        let parameters = faults.noting { () throws(Violations) in try Self.parameters(parts[1]) }
        guard faults.isEmpty, let target, let parameters else { throw faults }
        guard !parameters.isEmpty else { return target }
        return CanonicalValue("\(target.text) \(parameters)", octets: target.octets + parameters.wire)
    }

    private static func parameters(_ text: Substring) throws(Violations) -> ServiceParameters {
        do {
            return try ServiceParameters(parsing: text)
        } catch {
            throw Violations(error.all.map { Violation("value", .format, "value: \($0)") })
        }
    }
}
