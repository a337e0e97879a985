import DNS

extension ValueForm {
    /// All of the RDATA as a zone file has it, or as RFC 3597 §5 writes what is not known; names in it are absolute, with
    /// or without the final dot.
    static func presentation(of type: RecordType) -> ValueForm {
        let generic = "\\#, a length and the octets in hexadecimal"
        let form = type.definition.map { definition in
            "\(definition.fields.map(\.name).joined(separator: ", ")), as in a zone file, or \(generic)"
        }
        return ValueForm(form ?? generic) { text, _ throws(Violations) in
            do {
                let canonical = try RDATA(type, text: text).canonical
                return CanonicalValue(canonical.text, octets: canonical.wire)
            } catch {
                throw Violations("value", .format, "value: \(error)")
            }
        }
    }
}
