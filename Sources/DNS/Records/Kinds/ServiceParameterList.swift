extension FieldKind {
    /// `key=value` pairs, to the end (RFC 9460 §2.1, §2.2).
    static let serviceParameters = FieldKind(
        "service parameters",
        parse: { text, wire throws(FieldError) in
            let start = text.nextPlace()
            do throws(ServiceParameterErrors) {
                wire += try ServiceParameters(reading: &text).wire
            } catch {
                text.point(at: start)
                throw .parameter(error.first)
            }
        },
        print: { wire throws(FieldError) in
            do throws(ServiceParameterError) {
                let parameters = try ServiceParameters(wire: wire.rest())
                // What could not be read back is left to the form of RFC 3597.
                if let inconsistency = parameters.inconsistencies.first { throw inconsistency }
                return parameters.description
            } catch {
                throw .parameter(error)
            }
        },
        read: { message, wire throws(FieldError) in
            let octets = message.rest()
            do throws(ServiceParameterError) {
                _ = try ServiceParameters(wire: octets)
            } catch {
                throw .parameter(error)
            }
            wire += octets
        },
        write: { wire, message throws(FieldError) in message.write(wire.rest()) })
}
