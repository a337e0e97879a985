/// One domain's step from one state to the next, as a name server applies it after the commit.
public struct ZoneChange: Sendable, Hashable {
    public enum Step: Sendable, Hashable {
        case create(apex: Name)
        case update
        case drop
    }

    /// The store's key of the domain.
    public var zone: Int64
    public var step: Step
    /// Chains of CNAMEs stay among the zones of one tenant.
    public var tenant: Int64
    /// After the step.
    public var serial: UInt32
    /// After the step.
    public var soa: SOA
    public var delta: Delta

    public init(zone: Int64, step: Step, tenant: Int64, serial: UInt32, soa: SOA, delta: Delta) {
        self.zone = zone
        self.step = step
        self.tenant = tenant
        self.serial = serial
        self.soa = soa
        self.delta = delta
    }
}
