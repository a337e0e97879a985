import ControlPlane
import DNS
import Records

extension RecordFilter {
    /// `name` as a record's name is read, `type` as its number or its typeString.
    init(_ query: Query, in domain: Name) throws(Problem) {
        self.init(
            name: try query["name"].map { text throws(Problem) in try Self.name(text, in: domain) },
            kind: try query["type"].map { text throws(Problem) in try Self.kind(text) })
    }

    private static func name(_ text: String, in domain: Name) throws(Problem) -> String {
        do {
            return try DNSRecord.name(text, in: domain)
        } catch {
            throw Problem(.badRequest, Problem.lines(error.all))
        }
    }

    private static func kind(_ text: String) throws(Problem) -> RecordKind {
        let kind = Int(text).flatMap { RecordKind(number: $0) } ?? RecordKind(typeString: text)
        if let kind { return kind }
        throw Problem(.badRequest, "type: no type of a record; known are \(RecordKind.summary)")
    }
}
