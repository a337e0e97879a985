import Records

/// A thing of the API as its clients see it.
protocol Resource: Sendable {
    /// The `@type`: `dns-record`.
    static var shortName: String { get }
    /// Its path: the `@id`. Empty for what is kept nowhere.
    var iri: String { get }
    var version: Int64 { get }
    /// What its writing depends on beside version and form; a part of the entity tag.
    var variant: String { get }
    /// Without those of JSON-LD, in the order of the documentation.
    var members: JSON.Object { get }
}

extension Resource {
    func tag(in form: OutputForm) -> EntityTag {
        EntityTag(version: version, variant: "\(form.tag)\(variant)")
    }

    /// `isMember`: inside a collection, which states the context for all of them.
    func json(in form: OutputForm, isMember: Bool = false) -> JSON {
        guard form == .jsonLD else { return .object(members) }
        var json = JSON.Object()
        if !isMember { json.append("@context", .string("/api/contexts/\(Self.shortName)")) }
        if !iri.isEmpty { json.append("@id", .string(iri)) }
        json.append("@type", .string(Self.shortName))
        for member in members.members { json.append(member.name, member.value) }
        return .object(json)
    }
}
