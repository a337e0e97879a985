import Records

/// How bodies and paths name an organization.
public enum OrganizationIRI {
    public static let collection = "/api/organizations"
    public static let wanted = "the IRI of an organization, as \(collection)/1"

    /// That it exists is not looked at: nobody learns that of another's.
    public static func read(_ json: JSON, _ path: String) throws(Violation) -> Int64 {
        let text = try json.text(at: path, wanted)
        guard text.hasPrefix("\(collection)/"), let number = Identifier.number(text.dropFirst(collection.count + 1))
        else { throw Violation(path, .format, "\(path): not \(wanted)") }
        return number
    }
}
