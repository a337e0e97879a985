/// `tag=value; tag=value`, as DKIM and DMARC have it (RFC 6376 §3.2).
struct TagList {
    let tags: [(name: String, value: String)]

    /// Nil if a part is no tag, or one stands twice.
    init?(_ text: String) {
        var tags: [(name: String, value: String)] = []
        var parts = text.split(separator: ";", omittingEmptySubsequences: false).map { $0.trimmedSpace }
        // The last semicolon may stand or not.
        if parts.last?.isEmpty == true { parts.removeLast() }
        for part in parts {
            guard let equals = part.firstIndex(of: "=") else { return nil }
            let name = String(part[..<equals].trimmedSpace)
            guard let first = name.first, first.isASCII, first.isLetter,
                name.allSatisfy({ $0.isASCII && ($0.isLetter || $0.isNumber || $0 == "_") }),
                !tags.contains(where: { $0.name == name })
            else { return nil }
            tags.append((name, String(part[part.index(after: equals)...].trimmedSpace)))
        }
        guard !tags.isEmpty else { return nil }
        self.tags = tags
    }

    subscript(name: String) -> String? { tags.first { $0.name == name }?.value }
}

extension Substring {
    fileprivate var trimmedSpace: Substring {
        func isSpace(_ c: Character) -> Bool { c == " " || c == "\t" }
        var rest = drop(while: isSpace)
        while let last = rest.last, isSpace(last) { rest.removeLast() }
        return rest
    }
}
