extension DNSRecord {
    /// The record's own members in the order of the API's page, all of them, null where the type has no such field.
    /// - Parameter domain: the `id` of its domain.
    public func members(ofDomain domain: String) -> JSON.Object {
        [
            "recordId": .integer(recordId), "domainId": .string(domain), "type": JSON(draft.kind.number),
            "ttl": JSON(draft.ttl), "value": .string(draft.value), "name": .string(draft.name),
            "weight": JSON(draft.weight), "priority": JSON(draft.priority), "port": JSON(draft.port),
            "flags": JSON(draft.flags), "tag": JSON(draft.tag), "monitorStatus": JSON(monitorStatus),
            "monitorType": JSON(draft.monitorType), "comment": JSON(draft.comment),
            "id": .string("\(domain):\(recordId)"), "typeString": .string(draft.kind.typeString),
        ]
    }
}
