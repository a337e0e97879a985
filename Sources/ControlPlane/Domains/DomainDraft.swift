import DNS
import Records

/// A domain to be made.
public struct DomainDraft: Sendable, Hashable {
    public var name: DomainName
    var authority: Authority

    init(name: DomainName, authority: Authority = Authority()) {
        self.name = name
        self.authority = authority
    }

    /// Out of the body of a request; throws all that is wrong with it.
    public init(_ body: JSON) throws(Violations) {
        var reader = try BodyReader(body)
        let wanted = "the domain's name, as example.com"
        let text = reader.require("name", wanted) { json, path throws(Violation) in try json.text(at: path, wanted) }
        var name: DomainName?
        do throws(Violations) {
            if let text { name = try DomainName(text) }
        } catch {
            reader.note(error)
        }
        reader.refuseProvider()
        var authority = Authority()
        AuthorityPatch(&reader).apply(to: &authority)
        try reader.finish(ignoring: DomainPatch.ignored)
        guard let name else { throw Violations([Violation("name", .required, "name: required, \(wanted)")]) }
        self.init(name: name, authority: authority)
    }
}
