import Records

/// Records of one domain, as many as one change may have.
struct RecordSet: Sendable {
    var domain: String
    /// As the API takes them.
    var bodies: [JSON] = []
    var isFirst: Bool
    var isLast = false
}

/// The lines of the standard input, in sets.
struct RecordSets: Sequence, IteratorProtocol {
    let size: Int
    private var line: (domain: String, body: JSON)?
    private var domain: String?

    init(size: Int) {
        self.size = size
        line = Self.read()
    }

    mutating func next() -> RecordSet? {
        guard let first = line else { return nil }
        var set = RecordSet(domain: first.domain, isFirst: first.domain != domain)
        domain = first.domain
        while let next = line, next.domain == domain, set.bodies.count < size {
            set.bodies.append(next.body)
            line = Self.read()
        }
        set.isLast = line?.domain != domain
        return set
    }

    private static func read() -> (domain: String, body: JSON)? {
        guard let line = readLine() else { return nil }
        let parts = line.split(separator: " ", maxSplits: 4).map(String.init)
        precondition(parts.count == 5, "not `domain name type ttl value`: \(line)")
        var members: JSON.Object = ["type": .string(parts[2]), "name": .string(parts[1])]
        members.append("ttl", .integer(Int64(parts[3]) ?? 0))
        // In a zone file the priority of an MX stands before its host name.
        if parts[2] == "MX", let space = parts[4].firstIndex(of: " ") {
            members.append("priority", .integer(Int64(parts[4][..<space]) ?? 0))
            members.append("value", .string(String(parts[4][space...].dropFirst())))
        } else {
            members.append("value", .string(parts[4]))
        }
        return (parts[0], .object(members))
    }
}
