import DNS
import Records
import SQL

/// What stands around some records of a domain, as far as the warnings about them depend on it.
struct Neighbourhood {
    let apex: Name
    private var places: [String: Rules.Place] = [:]

    init(in apex: Name) {
        self.apex = apex
    }

    /// `records` are all that are at `name`; the NS records are enough where nobody asks about one at `name` itself.
    mutating func add(_ records: [DNSRecord], at name: String) {
        places[name] = Rules.Place(records)
    }

    func has(_ name: String) -> Bool { places[name] != nil }

    /// What was added must have the record's name and those above it.
    func warnings(about record: DNSRecord) -> [Warning] {
        guard let place = places[record.draft.name] else { return [] }
        let above = Self.names(above: record.draft.name).compactMap { places[$0] }
        return Rules.warnings(about: record, at: place, below: above, in: apex)
    }

    /// Below the apex, the nearest first.
    static func names(above name: String) -> [String] {
        var names: [String] = []
        var rest = name[...]
        while let dot = rest.firstIndex(of: ".") {
            rest = rest[rest.index(after: dot)...]
            names.append(String(rest))
        }
        return names
    }
}

extension Neighbourhood {
    /// Looks up what is around `records`. They are a `run` if they are all of the domain's from the first to the last.
    init(around records: [DNSRecord], isRun: Bool = false, of domain: DomainRow, _ db: any Connection) throws {
        self.init(in: domain.apex)
        let names = Set(records.map(\.draft.name))
        var found = Dictionary(grouping: isRun ? records : [], by: \.draft.name)
        let run = isRun ? records.first.map { $0.recordId...(records.last ?? $0).recordId } : nil
        for record in try RecordRows.records(named: Array(names), outside: run, of: domain, db) {
            found[record.draft.name, default: []].append(record)
        }
        let above = names.reduce(into: Set<String>()) { $0.formUnion(Self.names(above: $1)) }.subtracting(names)
        for record in try RecordRows.delegations(at: Array(above), of: domain, db) {
            found[record.draft.name, default: []].append(record)
        }
        for (name, records) in found { add(records, at: name) }
    }
}
