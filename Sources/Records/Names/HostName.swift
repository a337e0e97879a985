import DNS

/// The name of a host as it is typed: with or without final dot, in any case, in Unicode.
public struct HostName: Sendable, Hashable {
    /// A-labels, lower case, without final dot.
    public let text: String
    public let wire: Name

    /// Throws all that is wrong with it as one violation on `path`.
    public init(_ input: String, at path: String) throws(Violation) {
        guard !input.isEmpty, input != "." else { throw Violation(path, .format, "\(path): is no host name") }
        let labels: Labels
        do {
            labels = try Labels(input, allowing: .host)
        } catch {
            throw Violation(path, .format, "\(path): \(error.messages(allowing: .host).joined(separator: ", and "))")
        }
        guard !Target.isNumeric(labels.text) else {
            throw Violation(path, .format, "\(path): reads as an IP address, where a host name belongs")
        }
        text = String(decoding: labels.text, as: UTF8.self)
        do {
            wire = try Name(wire: labels.wire + [0])
        } catch {
            throw Violation(path, .format, "\(path): \(error)")
        }
    }
}
