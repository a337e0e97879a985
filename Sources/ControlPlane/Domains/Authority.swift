import DNS
import Records
import SQL

/// What a domain's owner has set of its apex: the name servers and the SOA. Nil is the operator's default.
struct Authority: Sendable, Hashable {
    var nameservers: [Name]?
    var mname: Name?
    var rname: Name?
    var refresh: UInt32?
    var retry: UInt32?
    var expire: UInt32?
    var minimum: UInt32?
    var soaTTL: UInt32?

    init(nameservers: [Name]? = nil) {
        self.nameservers = nameservers
    }

    /// From eight columns, the first at `i`: nameservers, then the SOA's.
    init(_ row: Row, from i: Int) throws {
        func timer(_ i: Int) -> UInt32? { row.integerIfPresent(i).map { UInt32(truncatingIfNeeded: $0) } }
        if let text = row.textIfPresent(i), case .array(let names) = try JSON(parsing: Array(text.utf8)) {
            nameservers = try names.compactMap { name in
                guard case .string(let name) = name else { return nil }
                return try Name(name)
            }
        }
        mname = try row.textIfPresent(i + 1).map { try Name($0) }
        rname = try row.textIfPresent(i + 2).map { try Name($0) }
        refresh = timer(i + 3)
        retry = timer(i + 4)
        expire = timer(i + 5)
        minimum = timer(i + 6)
        soaTTL = timer(i + 7)
    }

    /// The same eight columns, as they are written.
    var stored: [any SQLConvertible] {
        let names = nameservers.map { names in
            String(decoding: JSON.array(names.map { .string($0.description) }).bytes, as: UTF8.self)
        }
        return [names, mname?.description, rname?.description, refresh, retry, expire, minimum, soaTTL]
    }

    private var timers: [(String, UInt32?)] {
        [("refresh", refresh), ("retry", retry), ("expire", expire), ("minimum", minimum), ("ttl", soaTTL)]
    }

    /// What is set of the SOA, as the API writes it.
    var soaSettings: JSON.Object {
        var settings = JSON.Object()
        for case (let name, let value?) in [("mname", mname), ("rname", rname)] {
            settings.append(name, .string(value.textWithoutDot))
        }
        for case (let name, let seconds?) in timers { settings.append(name, .integer(Int64(seconds))) }
        return settings
    }
}

extension DomainRow {
    /// `ns1` of the domain itself: its name server where neither owner nor operator has named one. A domain within
    /// 4 octets of the longest name has no room for it, and is its own name server.
    private var ownServer: Name { (try? apex.prepending("ns1".utf8)) ?? apex }

    /// The apex NS set in force, with the addresses that settings give it.
    func nameservers(_ settings: Settings) -> [NameServer] {
        if let own = authority.nameservers { return own.map { NameServer($0) } }
        guard settings.nameservers.isEmpty else { return settings.nameservers.map { NameServer($0) } }
        return [NameServer(ownServer, addresses: settings.addresses)]
    }

    /// The SOA without its serial.
    func soa(_ settings: Settings) -> SOA {
        let mname = authority.mname ?? nameservers(settings).first?.name ?? apex
        let rname = authority.rname ?? settings.contact ?? (try? apex.prepending("hostmaster".utf8)) ?? apex
        return SOA(
            mname: mname, rname: rname, refresh: authority.refresh ?? 3600, retry: authority.retry ?? 600,
            expire: authority.expire ?? 1_209_600, minimum: authority.minimum ?? 300,
            ttl: authority.soaTTL ?? Served.settingsTTL)
    }

    /// The owners at which settings may have put records.
    var settledOwners: [Name] { apex == ownServer ? [apex] : [apex, ownServer] }

    /// What is served at `owner`, where `records` are all of its records.
    func served(at owner: Name, from records: [DNSRecord], _ settings: Settings) -> [ResourceRecord] {
        Served.records(at: owner, in: apex, from: records, nameServers: nameservers(settings))
    }
}
