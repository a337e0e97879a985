import DNS
import SQL

/// Where a name stands among all names: `domains.place`.
struct NamePlace: Sendable, Hashable {
    /// The labels from the root down, each with a dot behind it: `com.example.`
    let key: [UInt8]

    init(_ name: Name) {
        key = name.canonical.labels.reversed().flatMap { $0 + [UInt8(ascii: ".")] }
    }

    /// The keys of all names below this one lie after its own and before this: no label holds a dot.
    var end: [UInt8] { key.dropLast() + [UInt8(ascii: ".") + 1] }
}

extension Name {
    /// From the parent up to the name right below the root.
    var ancestors: [Name] {
        var ancestors: [Name] = []
        var next = parent
        while let name = next, !name.isRoot {
            ancestors.append(name)
            next = name.parent
        }
        return ancestors
    }
}
