import DNS

/// A name in a domain, in the two forms in which the tables hold it.
struct OwnerKey: Sendable, Hashable {
    /// Relative to the domain, `@` for its apex: `records.name`.
    let text: String
    /// The labels below the apex in wire form, none for the apex: `served.owner`.
    let labels: [UInt8]

    init(_ text: String, in apex: Name) throws {
        self.text = text
        labels = Self.labels(of: try Name(text, origin: apex), in: apex)
    }

    /// `name` must be at or below `apex`.
    init(_ name: Name, in apex: Name) {
        labels = Self.labels(of: name, in: apex)
        // Of the text `www.example.com.` as much as stands before `.example.com.`
        text = labels.isEmpty ? "@" : String(name.description.dropLast(apex.description.count + (apex.isRoot ? 0 : 1)))
    }

    private static func labels(of name: Name, in apex: Name) -> [UInt8] {
        Array(name.wire.dropLast(apex.wire.count))
    }

    func name(in apex: Name) throws -> Name { try Name(wire: labels + apex.wire) }
}
