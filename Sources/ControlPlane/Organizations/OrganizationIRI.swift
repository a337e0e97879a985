import Records

/// How bodies name an organization.
public enum OrganizationIRI {
    public static let wanted = "the IRI of an organization, as /api/organizations/1"

    private static let collection = "/api/organizations/"

    /// That it exists is not looked at: nobody learns that of another's.
    public static func read(_ json: JSON, _ path: String) throws(Violation) -> Int64 {
        let text = try json.text(at: path, wanted)
        let digits = text.dropFirst(collection.count)
        guard text.hasPrefix(collection), digits.first != "0",
            digits.utf8.allSatisfy({ (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) }),
            let number = Int64(digits)
        else { throw Violation(path, .format, "\(path): not \(wanted)") }
        return number
    }
}
