import Records

extension Query {
    /// The parameters `order[field]` of a list that can be ordered by these fields.
    static func orders<Field: RawRepresentable & CaseIterable>(_ fields: Field.Type) -> [String]
    where Field.RawValue == String {
        fields.allCases.map { "order[\($0.rawValue)]" }
    }

    /// The order that was asked for; 400 for a direction that is none, and for two orders.
    func order<Field: RawRepresentable & CaseIterable>(
        _ fields: Field.Type
    ) throws(Problem) -> (field: Field, isDescending: Bool)? where Field.RawValue == String {
        var order: (field: Field, isDescending: Bool)?
        for field in fields.allCases {
            let name = "order[\(field.rawValue)]"
            guard let direction = self[name] else { continue }
            guard order == nil else { throw Problem(.badRequest, "\(name): the list has another order already") }
            guard direction == "asc" || direction == "desc" else {
                throw Problem(.badRequest, "\(name): neither asc nor desc")
            }
            order = (field, direction == "desc")
        }
        return order
    }

    /// One of a few words; nil where there is none, 400 for anything else.
    func word<Word: RawRepresentable & CaseIterable>(_ name: String, _ words: Word.Type = Word.self) throws(Problem)
        -> Word?
    where Word.RawValue == String {
        guard let text = self[name] else { return nil }
        guard let word = Word(rawValue: text) else {
            throw Problem(.badRequest, "\(name): not one of \(words.allCases.map(\.rawValue).joined(separator: ", "))")
        }
        return word
    }
}
