/// Somebody who may log in.
public struct User: Sendable, Hashable {
    public var id: Int64
    public var email: String
    public var name: String
    public var isOperator: Bool
    public var isSuspended: Bool
    public var hasSecondFactor: Bool
    public var version: Int64
    public var createdAt: Int64
    public var updatedAt: Int64
}
