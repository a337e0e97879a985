/// What was accepted and stored, but will not do what one might expect.
public struct Warning: Sendable, Hashable {
    public enum Code: String, Sendable, Hashable, CaseIterable {
        case occluded
        case ttlMismatch = "ttl-mismatch"
        case neverAnswered = "never-answered"
        case notServedYet = "not-served-yet"
        case spfSyntax = "spf-syntax"
        case spfTwice = "spf-twice"
        case spfLookups = "spf-lookups"
        case dmarcSyntax = "dmarc-syntax"
        case dkimSyntax = "dkim-syntax"
        /// What DNS allows and no body could say.
        case irregular
        /// Of a zone file, what the domain's settings make.
        case notImported = "not-imported"
        /// A name below which strangers have theirs.
        case publicSuffix = "public-suffix"
        case specialUse = "special-use"
        /// Above or below a domain of another organization.
        case overlaps
        /// A name server inside its own domain, which has no address there.
        case noAddress = "no-address"
    }

    public let code: Code
    public let message: String
    public let propertyPath: String

    public init(_ propertyPath: String, _ code: Code, _ message: String) {
        self.propertyPath = propertyPath
        self.code = code
        self.message = message
    }

    /// The same of a part of a larger body, whose path is `path`.
    public func moved(below path: String) -> Warning { Warning("\(path).\(propertyPath)", code, message) }

    public var json: JSON {
        ["code": .string(code.rawValue), "message": .string(message), "propertyPath": .string(propertyPath)]
    }
}
