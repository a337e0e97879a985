import ControlPlane

/// The part of an activity that a query asks for: by cursor, or the first parts by number.
struct ActivityPaging: Sendable {
    static let parameters = NumberedPaging.parameters + ["cursor"]

    let cursor: ActivityKey?
    let offset: Int
    let size: Int
    /// Nil with a cursor.
    private let number: Int?

    init(_ query: Query) throws(Problem) {
        let numbered = try NumberedPaging(query)
        size = numbered.size
        guard let text = query["cursor"] else {
            (cursor, offset, number) = (nil, numbered.offset, numbered.page)
            return
        }
        guard query["page"] == nil else { throw Problem(.badRequest, "page: not together with cursor") }
        (offset, number) = (0, nil)
        guard !text.isEmpty else {
            cursor = nil
            return
        }
        guard let cursor = ActivityKey(cursor: text) else {
            throw Problem(.badRequest, "cursor: not one that was given out here")
        }
        self.cursor = cursor
    }

    func page(_ page: ActivityPage, of total: Int64, in organization: Int64, _ query: Query) -> Page {
        let iri = ActivityResource.collection(of: organization)
        func link(_ place: String) -> String { query.link(to: place, of: iri, instead: "page", "cursor") }
        let isWhole = page.next == nil && cursor == nil && offset == 0
        return Page(
            shortName: ActivityResource.shortName, iri: iri, total: total,
            members: page.entries.map { ActivityResource(organization: organization, entry: $0) },
            view: Page.View(
                id: link(number.map { "page=\($0)" } ?? "cursor=\(cursor?.cursor ?? "")"),
                first: isWhole ? nil : link("cursor="),
                previous: number.flatMap { $0 > 1 ? link("page=\($0 - 1)") : nil },
                // However far back it goes on, it costs the same.
                next: page.next.map { link("cursor=\($0.cursor)") }))
    }
}
