import Records

/// The page of a collection that is read by page number.
struct NumberedPaging: Sendable {
    static let parameters = ["page", "itemsPerPage"]
    private static let pages = 1...1_000
    private static let sizes = 1...100
    private static let presetSize = 30

    let page: Int
    let size: Int

    init(_ query: Query) throws(Problem) {
        page = try query.number("page", in: Self.pages) ?? 1
        size = try query.number("itemsPerPage", in: Self.sizes) ?? Self.presetSize
    }

    /// How many members stand on the pages before.
    var offset: Int { (page - 1) * size }

    /// `members` are those of this page, `total` counts those of all pages that the query asks for.
    func page(_ members: [any Resource], of total: Int64, _ shortName: String, at iri: String, _ query: Query) -> Page {
        let last = min(max(1, (Int(total) + size - 1) / size), Self.pages.upperBound)
        func link(_ page: Int) -> String { query.link(to: "page=\(page)", of: iri, instead: "page") }
        let isWhole = last == 1 && page == 1
        return Page(
            shortName: shortName, iri: iri, total: total, members: members,
            view: Page.View(
                id: link(page), first: isWhole ? nil : link(1), last: isWhole ? nil : link(last),
                previous: page > 1 && !isWhole ? link(min(page - 1, last)) : nil,
                next: page < last ? link(page + 1) : nil))
    }
}
