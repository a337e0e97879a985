import ControlPlane
import DNS

/// Nobody serves while a store is filled.
struct NoNameServer: Publisher {
    func reserve(_ change: ZoneChange) {}
    func publish(_ changes: [ZoneChange]) {}
    func release(_ change: ZoneChange) {}
}
