/// A path with parameters, `/api/organizations/{organizationId}`, cut into its segments.
struct PathTemplate: Sendable, Hashable {
    enum Segment: Sendable, Hashable {
        case literal(Substring)
        case parameter(Substring)

        fileprivate func admits(_ text: Substring) -> Bool {
            switch self {
            case .literal(let literal): literal.utf8.elementsEqual(text.utf8)
            case .parameter: true
            }
        }
    }

    let segments: [Segment]

    init(_ path: String) {
        segments = Self.cut(path).map { text in
            text.hasPrefix("{") && text.hasSuffix("}") ? .parameter(text.dropFirst().dropLast()) : .literal(text)
        }
    }

    /// The parameters, if the path of these segments is one of this template's.
    func match(_ path: [Substring]) -> PathParameters? {
        guard path.count == segments.count, zip(segments, path).allSatisfy({ $0.admits($1) }) else { return nil }
        var parameters = PathParameters()
        for (segment, text) in zip(segments, path) {
            guard case .parameter(let name) = segment else { continue }
            // A value that no percent-decoding can read is no id of ours.
            guard !text.isEmpty, let value = PercentEncoding.decode(text.utf8) else { return nil }
            parameters.values.append((name, value))
        }
        return parameters
    }

    static func cut(_ path: String) -> [Substring] {
        path.utf8.dropFirst().split(separator: UInt8(ascii: "/"), omittingEmptySubsequences: false).map(Substring.init)
    }
}

/// What stood in a path where its template has names.
struct PathParameters: Sendable {
    fileprivate(set) var values: [(name: Substring, value: String)] = []

    subscript(name: String) -> String? { values.first { $0.name == name }?.value }
}
