import ControlPlane

/// The zone of a domain as a master file.
struct ZoneFileRoutes: OperationTable {
    static let path = "\(DomainPlace.template)/zone-file"

    let plane: ControlPlane
    private let gate = UploadGate()

    init(plane: ControlPlane) { self.plane = plane }

    var operations: [Operation] {
        [
            .get(query: ["at"], read).answering(with: .zone, .plainText),
            .put(query: ["mode", "special", "dryRun"], replace),
        ]
    }

    func read(_ call: Call) async throws -> Answer {
        let place = try call.domain
        let domain = try await plane.domain(place.domain, of: place.organization, for: call.caller, to: .read)
        let moment = try call.query.moment("at")
        return .lines(Self.lines(try await plane.zoneFile(of: domain, at: moment, for: call.caller)))
    }

    func replace(_ call: Call) async throws -> Answer {
        let place = try call.domain
        let isDryRun = try call.query.bool("dryRun") ?? false
        let mode: ImportMode = try call.query.word("mode") ?? .merge
        let special: Special = try call.query.word("special") ?? .keep
        let domain = try await plane.editableDomain(place.domain, of: place.organization, for: call.caller)
        return try await gate.holding(call.caller.user) {
            var reader = ZoneFileReader(into: domain.apex)
            try await ZoneFileBody.read(call.request) { reader.read($0) }
            let change = try await plane.importZone(
                try reader.finish(), into: domain, mode, withSpecial: special == .delete, isDryRun: isDryRun,
                for: call.caller)
            return .shown(ChangeResource(change, at: place))
        }
    }

    /// What a replacement makes of records without a resource record.
    private enum Special: String, CaseIterable { case keep, delete }

    private static func lines(_ part: ZoneFilePart) -> Lines {
        guard let next = part.next else { return Lines(contentType: Lines.zone, octets: part.octets, more: nil) }
        return Lines(contentType: Lines.zone, octets: part.octets) { lines(try await next()) }
    }
}
