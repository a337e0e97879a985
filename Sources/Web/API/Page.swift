import Records

/// One page of a collection, as the unprefixed Hydra vocabulary writes it.
struct Page: Sendable {
    /// The links between pages; all nil where everything is on one.
    struct View: Sendable, Hashable {
        var id: String
        var first: String?
        var last: String?
        var previous: String?
        var next: String?

        var isNeeded: Bool { first != nil || last != nil || previous != nil || next != nil }
    }

    let shortName: String
    /// Its path without a query.
    let iri: String
    let total: Int64
    let members: [any Resource]
    let view: View

    /// `filters`: the query parameters that choose among the members.
    func json(in form: OutputForm, filters: [String]) -> JSON {
        let elements = JSON.array(members.map { $0.json(in: form, isMember: true) })
        guard form == .jsonLD else { return elements }
        var json: JSON.Object = [
            "@context": .string("/api/contexts/\(shortName)"), "@id": .string(iri), "@type": "Collection",
            "totalItems": .integer(total), "member": elements,
        ]
        if view.isNeeded { json.append("view", viewJSON) }
        json.append("search", search(filters))
        return .object(json)
    }

    private var viewJSON: JSON {
        var json: JSON.Object = ["@id": .string(view.id), "@type": "PartialCollectionView"]
        let links = [("first", view.first), ("last", view.last), ("previous", view.previous), ("next", view.next)]
        for case (let relation, let link?) in links { json.append(relation, .string(link)) }
        return .object(json)
    }

    private func search(_ filters: [String]) -> JSON {
        let mapping = filters.map { name -> JSON in
            ["@type": "IriTemplateMapping", "variable": .string(name), "property": .string(name), "required": false]
        }
        return [
            "@type": "IriTemplate", "template": .string("\(iri){?\(filters.joined(separator: ","))}"),
            "variableRepresentation": "BasicRepresentation", "mapping": .array(mapping),
        ]
    }
}
