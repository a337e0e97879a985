import ControlPlane
import Records

/// The page of a domain's records that a query asks for.
struct RecordPaging: Sendable {
    static let limit = 1_000
    static let parameters = ["name", "type", "at", "cursor", "itemsPerPage"]

    let cursor: RecordCursor?
    let size: Int

    init(_ query: Query) throws(Problem) {
        size = try query.number("itemsPerPage", in: 1...Self.limit) ?? Self.limit
        guard let text = query["cursor"], !text.isEmpty else {
            cursor = nil
            return
        }
        guard let cursor = RecordCursor(text) else {
            throw Problem(.badRequest, "cursor: not one that was given out here")
        }
        self.cursor = cursor
    }

    func page(_ page: RecordPage, at place: DomainPlace, _ query: Query) -> Page {
        func link(_ cursor: String) -> String {
            query.link(to: "cursor=\(cursor)", of: place.records, instead: "cursor")
        }
        let isWhole = cursor == nil && page.next == nil
        return Page(
            shortName: RecordResource.shortName, iri: place.records, total: page.totalItems,
            members: page.records.map { RecordResource($0, at: place) },
            view: Page.View(
                id: link(cursor?.text ?? ""), first: isWhole ? nil : link(""),
                next: page.next.map { link($0.text) }))
    }
}
