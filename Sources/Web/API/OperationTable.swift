import ControlPlane

/// The operations of one resource, which lie below one path.
protocol OperationTable: Sendable {
    static var path: String { get }

    init(plane: ControlPlane)

    var operations: [Operation] { get }
}
