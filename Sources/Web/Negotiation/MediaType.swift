import Hummingbird

/// A media type without its parameters, lower case.
struct MediaType: Equatable, CustomStringConvertible {
    let type: Substring
    let subtype: Substring

    static let json = MediaType(type: "application", subtype: "json")
    static let jsonLD = MediaType(type: "application", subtype: "ld+json")
    static let jsonLines = MediaType(type: "application", subtype: "x-ndjson")
    /// RFC 7396 §4.
    static let mergePatch = MediaType(type: "application", subtype: "merge-patch+json")

    /// A master file (RFC 4027 §3).
    static let zone = MediaType(type: "text", subtype: "dns")
    static let plainText = MediaType(type: "text", subtype: "plain")

    var description: String { "\(type)/\(subtype)" }

    /// Whether Accept lets it through (RFC 9110 §12.5.1); all is let through where there is none.
    func isAccepted(by request: Request) -> Bool {
        guard let accept = request.headers[.accept] else { return true }
        return MediaRange.match(for: self, in: MediaRange.all(in: accept)).map { $0.quality > 0 } ?? false
    }

    private init(type: Substring, subtype: Substring) {
        self.type = type
        self.subtype = subtype
    }

    /// Nil unless it reads `type/subtype`; parameters after `;` are left aside.
    init?(_ text: some StringProtocol) {
        let essence = Substring(text).prefix { $0 != ";" }.trimmed.lowercased()
        let parts = essence.split(separator: "/", omittingEmptySubsequences: false)
        guard parts.count == 2, !parts[0].isEmpty, !parts[1].isEmpty else { return nil }
        type = parts[0]
        subtype = parts[1]
    }
}

extension Substring {
    /// Without the spaces and tabs around it (OWS, RFC 9110 §5.6.3).
    var trimmed: Substring {
        func isSpace(_ c: Character) -> Bool { c == " " || c == "\t" }
        var rest = self.drop(while: isSpace)
        while let last = rest.last, isSpace(last) { rest.removeLast() }
        return rest
    }
}
