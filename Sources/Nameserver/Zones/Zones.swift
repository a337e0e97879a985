import DNS
import NIOConcurrencyHelpers

/// All zones in memory: many readers, who never wait, and one writer behind them.
///
/// Nodes and zones are versioned. A publication links new versions and then stores one world version: all of it appears at once.
public final class Zones: Sendable {
    nonisolated(unsafe) let world: World
    nonisolated(unsafe) let readers: Readers
    /// NIO's, as the thread sanitizer understands it.
    private let lock = NIOLock()
    private nonisolated(unsafe) var writer: ZoneWriter

    /// - Parameter capacity: octets of address space to set aside; memory is taken only as it is needed.
    public init(capacity: Int = 32 << 30) {
        let arena = Arena(capacity: capacity)
        let table = GrowingTable()
        world = World(base: arena.base, table: table.current)
        readers = Readers(world: world.version)
        writer = ZoneWriter(arena: arena, table: table, world: world, readers: readers)
    }

    deinit {
        readers.deallocate()
        world.deallocate()
    }

    /// Sets aside the memory that publishing this change will need.
    ///
    /// To be called for a planned change before it is committed; followed by `publish`, or by `release` if it will not come.
    public func reserve(_ change: ZoneChange) throws(ZonesError) {
        try withWriter { (writer) throws(ZonesError) in try writer.reserve(change) }
    }

    public func release(_ change: ZoneChange) { withWriter { $0.release() } }

    /// Serves the changes, all of them from one moment on. Cannot fail.
    public func publish(_ changes: [ZoneChange]) { withWriter { $0.publish(changes) } }

    /// Finishes what publications leave over (freeing, growing); to be called a few times a second.
    public func maintain() { withWriter { $0.maintain() } }

    /// For filling an empty store at start; nothing of it is seen before its `finish`.
    public func loader() -> Loader { Loader(self) }

    func withWriter<R, E>(_ body: (inout ZoneWriter) throws(E) -> R) throws(E) -> R {
        lock.lock()
        defer { lock.unlock() }
        return try body(&writer)
    }

    /// A walk over the zone with this key as it is now; nil if there is none.
    public func walk(_ key: Int64) -> ZoneWalk? {
        withWriter { writer in
            guard let reference = writer.zones[key] else { return nil }
            let zone = world.zone(reference)
            guard zone.latest != 0 else { return nil }
            let walk = ZoneWalk(
                zones: self, zone: reference, serial: world.zoneVersion(zone.latest).serial, first: zone.first)
            writer.walks[reference, default: []].append(walk.state)
            return walk
        }
    }

    func end(_ state: ZoneWalk.State, of zone: Reference) {
        withWriter { writer in
            writer.walks[zone]?.removeAll { $0 === state }
            if writer.walks[zone]?.isEmpty == true { writer.walks[zone] = nil }
        }
    }
}
