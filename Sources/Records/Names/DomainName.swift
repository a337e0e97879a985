import DNS

/// The name of a domain as it is typed: with or without final dot, in any case, in Unicode.
public struct DomainName: Sendable, Hashable {
    /// A-labels, lower case, without final dot.
    public let text: String
    public let wire: Name

    /// Throws violations on `name`.
    public init(_ input: String) throws(Violations) {
        guard !input.isEmpty, input != "." else { throw Violations("name", .required, "name: is missing") }
        // RFC 2317 §4 puts a slash into the names of classless reverse zones.
        let set: LabelSet = [.underscore, .slash]
        let labels: Labels
        do {
            labels = try Labels(input, allowing: set)
        } catch {
            throw error.violations(on: "name", allowing: set)
        }
        guard !Target.isNumeric(labels.text) else {
            throw Violations("name", .format, "name: reads as an IP address, where a domain name belongs")
        }
        text = String(decoding: labels.text, as: UTF8.self)
        do {
            wire = try Name(wire: labels.wire + [0])
        } catch {
            throw Violations("name", .format, "name: \(error)")
        }
    }
}

extension DomainName {
    /// The name as people read it: each A-label in Unicode, where that leads back to it.
    ///
    /// - Parameter text: as `DomainName.text` has it.
    public static func unicode(of text: String) -> String {
        guard text.contains("xn--") else { return text }
        let labels = text.split(separator: ".", omittingEmptySubsequences: false).map { label -> String in
            guard label.hasPrefix("xn--"), let unicode = try? UTS46.unicode(String(label)),
                !unicode.unicodeScalars.contains(where: { UTS46.isFullStop($0) || $0.isControl })
            else { return String(label) }
            return unicode
        }
        return labels.joined(separator: ".")
    }
}
