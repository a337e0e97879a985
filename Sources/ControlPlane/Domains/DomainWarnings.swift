import DNS
import Records

extension Line {
    /// What was accepted of a domain's settings, but will not do what one might expect.
    func warnings(about domain: DomainRow) throws -> [Warning] {
        try nameserversWithoutAddress(of: domain)
    }

    /// A server inside the domain is found by its own records alone.
    private func nameserversWithoutAddress(of domain: DomainRow) throws -> [Warning] {
        var warnings: [Warning] = []
        for (i, server) in (domain.authority.nameservers ?? []).enumerated() where server.isAtOrBelow(domain.apex) {
            let name = OwnerKey(server, in: domain.apex).text
            let records = try RecordRows.records(named: name, of: domain, db)
            guard !records.contains(where: { $0.kind == .a || $0.kind == .aaaa }) else { continue }
            warnings.append(
                Warning(
                    "nameservers[\(i)]", .noAddress,
                    "nameservers[\(i)]: \(server.textWithoutDot) is in the domain and has neither A nor AAAA there"))
        }
        return warnings
    }
}
