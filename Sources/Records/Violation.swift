/// One thing wrong with what was sent: where, what would be right, and a word for programs.
public struct Violation: Error, Sendable, Hashable {
    public enum Code: String, Sendable, Hashable, CaseIterable {
        case required
        case type
        case range
        case notAllowed = "not-allowed"
        case format
        case unknown
        case duplicate
        case conflict
        case unsupported
    }

    /// A member's name, or the way to it: `edits[3].record.ttl`.
    public var propertyPath: String
    public var message: String
    public var code: Code

    public init(_ propertyPath: String, _ code: Code, _ message: String) {
        self.propertyPath = propertyPath
        self.code = code
        self.message = message
    }

    /// The same of a part of a larger body, whose path is `path`.
    public func moved(below path: String) -> Violation {
        Violation(propertyPath.isEmpty ? path : "\(path).\(propertyPath)", code, message)
    }

    public var json: JSON {
        ["propertyPath": .string(propertyPath), "message": .string(message), "code": .string(code.rawValue)]
    }
}
