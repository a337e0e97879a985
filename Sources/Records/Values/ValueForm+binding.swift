import DNS

extension ValueForm {
    /// `target params…` (RFC 9460 §2.1), written back with the parameters in the order of their keys.
    static let binding = ValueForm("a host name or \".\", then parameters (alpn=h2,h3 port=8443)") {
        text, draft throws(Violation) in
        let parts = text.split(separator: " ", maxSplits: 1, omittingEmptySubsequences: false)
        guard text.last != " " else {
            throw Violation("value", .format, "value: not a host name and then parameters")
        }
        let target = try Target.read(String(parts[0]), underscore: true, root: true)
        guard parts.count > 1 else { return target }
        // RFC 9460 §2.4.2: in alias form "SvcParams MUST be ignored", so they would be written in vain.
        guard draft.priority != 0 else {
            throw Violation("value", .format, "value: priority 0 is the alias form, which takes a target alone")
        }
        do throws(ServiceParameterError) {
            let parameters = try ServiceParameters(parsing: parts[1])
            guard !parameters.isEmpty else { return target }
            return CanonicalValue("\(target.text) \(parameters)", octets: target.octets + parameters.wire)
        } catch {
            throw Violation("value", .format, "value: \(error)")
        }
    }
}
