/// The members of a body by their meaning: those of a record, those ignored when sent back, and unknown ones.
struct BodyMembers {
    /// In the order of the documentation, which is that of violations.
    enum Known: String, CaseIterable {
        case type, ttl, value, name, weight, priority, port, flags, tag, monitorType, comment
    }

    /// Too few for a dictionary to pay.
    private var values: [(member: Known, value: JSON)] = []
    private(set) var unknown: [String] = []
    /// What a patch itself says, if only null.
    private var sent: Set<Known> = []

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

    /// Those of a patch, and where it says nothing those of the record that it is for.
    init(_ patch: JSON.Object, over draft: DNSRecord.Draft) {
        self.init(patch)
        sent = Set(patch.members.compactMap { Known(rawValue: $0.name) })
        let kept: [(Known, JSON)] = [
            (.type, JSON(draft.kind.number)), (.ttl, JSON(draft.ttl)), (.value, .string(draft.value)),
            (.name, .string(draft.name)), (.weight, JSON(draft.weight)), (.priority, JSON(draft.priority)),
            (.port, JSON(draft.port)), (.flags, JSON(draft.flags)), (.tag, JSON(draft.tag)),
            (.monitorType, JSON(draft.monitorType)), (.comment, JSON(draft.comment)),
        ]
        for (member, value) in kept where !says(member) && !value.isNull { values.append((member, value)) }
    }

    func says(_ member: Known) -> Bool { sent.contains(member) }

    /// Whether it says something of what makes the RDATA, or steers how it is answered.
    var saysData: Bool {
        says(.value) || [.weight, .priority, .port, .flags, .tag, .monitorType].contains(where: says)
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
