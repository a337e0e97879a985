/// The members of a body by their meaning: those of a record, those ignored when sent back, and unknown ones.
struct BodyMembers {
    /// In the order of the documentation, which is that of violations.
    enum Known: String, CaseIterable {
        case type, ttl, value, name, weight, priority, port, flags, tag, monitorType, comment
    }

    /// Too few for a dictionary to pay.
    private var values: [(member: Known, value: JSON)] = []
    private(set) var unknown: [String] = []

    /// Members that we write; a client may send back what it has read.
    static let ignored: Set<String> = [
        "id", "recordId", "domainId", "organizationId", "typeString", "monitorStatus", "warnings", "createdAt",
        "updatedAt", "unicodeName", "recordCount", "serial", "delegation", "lastUsedAt", "active", "status",
    ]

    init(_ object: JSON.Object) {
        for member in object.members {
            if let known = Known(rawValue: member.name) {
                // On creation null is the same as absent.
                if !member.value.isNull { values.append((known, member.value)) }
            } else if !member.name.hasPrefix("@"), !Self.ignored.contains(member.name) {
                unknown.append(member.name)
            }
        }
    }

    subscript(member: Known) -> JSON? {
        values.first { $0.member == member }?.value
    }

    subscript(of field: Field) -> JSON? {
        switch field {
        case .weight: self[.weight]
        case .priority: self[.priority]
        case .port: self[.port]
        case .flags: self[.flags]
        case .tag: self[.tag]
        case .monitorType: self[.monitorType]
        }
    }
}
