import ControlPlane

/// The part of a domain's history that a query asks for, by the number of the change before which it begins.
struct HistoryPaging: Sendable {
    static let parameters = ["cursor", "itemsPerPage"]
    private static let sizes = 1...100
    private static let presetSize = 30

    /// Nil: from the newest on.
    let before: Int64?
    let size: Int

    init(_ query: Query) throws(Problem) {
        size = try query.number("itemsPerPage", in: Self.sizes) ?? Self.presetSize
        guard query["cursor"]?.isEmpty == false else {
            before = nil
            return
        }
        before = try query.number("cursor", in: 1...Int.max).map(Int64.init)
    }

    func page(_ page: HistoryPage, at place: DomainPlace, _ query: Query) -> Page {
        func link(_ cursor: Int64?) -> String {
            query.link(to: "cursor=\(cursor.map { "\($0)" } ?? "")", of: place.changes, instead: "cursor")
        }
        let isWhole = before == nil && page.next == nil
        return Page(
            shortName: ChangeResource.shortName, iri: place.changes, total: page.totalItems,
            members: page.changes.map { ChangeResource($0, at: place) },
            view: Page.View(
                id: link(before), first: isWhole ? nil : link(nil), next: page.next.map { link($0) }))
    }
}
