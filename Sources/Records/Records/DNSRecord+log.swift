extension DNSRecord {
    /// Everything about the record, for the change log; what is null is left out.
    var logged: JSON {
        var object: JSON.Object = [
            "recordId": .integer(recordId), "type": JSON(draft.kind.number), "name": .string(draft.name),
            "ttl": JSON(draft.ttl), "value": .string(draft.value),
        ]
        let others: KeyValuePairs<String, JSON> = [
            "weight": JSON(draft.weight), "priority": JSON(draft.priority), "port": JSON(draft.port),
            "flags": JSON(draft.flags), "tag": JSON(draft.tag), "monitorType": JSON(draft.monitorType),
            "monitorStatus": JSON(monitorStatus), "comment": JSON(draft.comment), "version": .integer(version),
            "createdAt": .integer(createdAt), "updatedAt": .integer(updatedAt),
        ]
        for (name, value) in others where !value.isNull { object.append(name, value) }
        return .object(object)
    }

    /// Nil if something is missing, or the value is no longer one of its type.
    init?(logged json: JSON) {
        guard let recordId = json["recordId"]?.integer, let version = json["version"]?.integer,
            let createdAt = json["createdAt"]?.integer, let updatedAt = json["updatedAt"]?.integer,
            let number = json["type"]?.integer, let kind = RecordKind(number: Int(number)),
            let name = json["name"]?.string, let ttl = json["ttl"]?.integer, let value = json["value"]?.string
        else { return nil }
        var draft = Draft(
            kind: kind, name: name, ttl: Int(ttl), value: value, tag: json["tag"]?.string,
            comment: json["comment"]?.string, canonical: [])
        for field in Field.allCases { draft[field] = json[field.rawValue]?.integer.map(Int.init) }
        guard let canonical = try? kind.definition.value.reader(value, &draft) else { return nil }
        draft.canonical = draft.octets(with: canonical.octets)
        self.init(
            recordId: recordId, draft: draft, monitorStatus: json["monitorStatus"]?.integer.map(Int.init),
            version: version, createdAt: createdAt, updatedAt: updatedAt)
    }
}
