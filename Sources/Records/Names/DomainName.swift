import DNS

/// The name of a domain as it is typed: with or without final dot, in any case, in Unicode.
public struct DomainName: Sendable, Hashable {
    /// A-labels, lower case, without final dot.
    public let text: String
    public let wire: Name

    /// Throws a violation on `name`.
    public init(_ input: String) throws(Violation) {
        guard !input.isEmpty, input != "." else { throw Violation("name", .required, "name: is missing") }
        // RFC 2317 §4 puts a slash into the names of classless reverse zones.
        let set: LabelSet = [.underscore, .slash]
        do {
            let labels = try Labels(input, allowing: set)
            guard !Target.isNumeric(labels.text) else {
                throw Violation("name", .format, "name: reads as an IP address, where a domain name belongs")
            }
            text = String(decoding: labels.text, as: UTF8.self)
            wire = try Name(wire: labels.wire + [0])
        } catch let error as LabelError {
            throw Violation("name", .format, "name: \(error.message(allowing: set))")
        } catch let error as Violation {
            throw error
        } catch {
            throw Violation("name", .format, "name: \(error)")
        }
    }
}
