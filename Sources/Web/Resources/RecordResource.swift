import ControlPlane
import Records

/// A record with its place, as the API writes it.
struct RecordResource: Resource {
    static let shortName = "dns-record"

    let place: DomainPlace
    let record: DNSRecord
    var warnings: [Warning] = []

    var iri: String { "\(place.records)/\(record.recordId)" }
    var version: Int64 { record.version }
    // What a probe finds, and what is done to its neighbours, changes the writing without an edit.
    var variant: String {
        let status = record.monitorStatus.map { "\($0)" } ?? ""
        return warnings.isEmpty ? status : "\(status)w\(Fingerprint.of(JSON.array(warnings.map(\.json)).bytes))"
    }

    var members: JSON.Object {
        var members = record.members(ofDomain: place.domain)
        if !warnings.isEmpty { members.append("warnings", .array(warnings.map(\.json))) }
        return members
    }
}

extension RecordResource {
    init(_ seen: SeenRecord, at place: DomainPlace) {
        self.init(place: place, record: seen.record, warnings: seen.warnings)
    }

    /// The record that a change of one edit made or altered.
    init(of change: AppliedChange, at place: DomainPlace) throws {
        guard let edit = change.edits.first, let record = edit.after else { throw Problem.internalError }
        self.init(place: place, record: record, warnings: edit.warnings)
    }
}
