import DNS
import Records

/// What the log keeps of a domain's settings: its name servers and SOA, and what else stands beside them.
enum LoggedAuthority {
    private static let names: Set = ["nameservers", "soa"]

    static func members(of settings: JSON.Object) -> [String: JSON] { split(settings) { names.contains($0) } }

    static func others(of settings: JSON.Object) -> [String: JSON] { split(settings) { !names.contains($0) } }

    private static func split(_ settings: JSON.Object, _ isWanted: (String) -> Bool) -> [String: JSON] {
        Dictionary(settings.members.filter { isWanted($0.name) }.map { ($0.name, $0.value) }) { $1 }
    }
}

extension Authority {
    /// As `DomainRow.logged` has written it.
    init(logged settings: JSON.Object) throws {
        self.init(nameservers: try settings["nameservers"]?.array?.compactMap(\.string).map { try Name($0) })
        let soa = settings["soa"]
        func timer(_ name: String) -> UInt32? { soa?[name]?.integer.map { UInt32(truncatingIfNeeded: $0) } }
        mname = try soa?["mname"]?.string.map { try Name($0) }
        rname = try soa?["rname"]?.string.map { try Name($0) }
        (refresh, retry, expire) = (timer("refresh"), timer("retry"), timer("expire"))
        (minimum, soaTTL) = (timer("minimum"), timer("ttl"))
    }
}
