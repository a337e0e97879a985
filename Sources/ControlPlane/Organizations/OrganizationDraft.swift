import Records

/// What is asked to be of an organization; what is nil, or not in `quotas`, stays as it is.
public struct OrganizationDraft: Sendable, Hashable {
    public var name: String?
    public var requiresSecondFactor: Bool?
    public var isSuspended: Bool?
    /// Nil lifts a limit.
    public var quotas: [Quotas.Kind: Int?] = [:]

    public init(name: String? = nil, requiresSecondFactor: Bool? = nil, isSuspended: Bool? = nil) {
        self.name = name
        self.requiresSecondFactor = requiresSecondFactor
        self.isSuspended = isSuspended
    }

    /// `isPatch`: the name may be left out, and null clears.
    public init(reading body: JSON, isPatch: Bool = false) throws(Violations) {
        var reader = try BodyReader(body, isPatch: isPatch)
        name =
            isPatch && body["name"] == nil
            ? reader.read("name", OrganizationName.read)
            : reader.require("name", OrganizationName.wanted, OrganizationName.read)
        requiresSecondFactor = Self.flag("require2fa", isPatch, body, &reader)
        isSuspended = Self.flag("suspended", isPatch, body, &reader)
        switch reader.given("quotas") {
        case .absent: break
        case .null: quotas = try Quotas.read(.null)
        case .value(let json):
            do throws(Violations) { quotas = try Quotas.read(json) } catch { reader.note(error) }
        }
        try reader.finish()
    }

    private static func flag(_ name: String, _ isPatch: Bool, _ body: JSON, _ reader: inout BodyReader) -> Bool? {
        let value = reader.bool(name)
        return isPatch && body[name]?.isNull == true ? false : value
    }

    func apply(to organization: inout Organization) {
        if let name { organization.name = name }
        if let requiresSecondFactor { organization.requiresSecondFactor = requiresSecondFactor }
        if let isSuspended { organization.isSuspended = isSuspended }
        for (kind, limit) in quotas { organization.quotas[kind] = limit }
    }
}
