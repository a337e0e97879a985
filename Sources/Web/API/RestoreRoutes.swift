import ControlPlane
import Records

/// The way of a whole domain back to what it was.
struct RestoreRoutes: OperationTable {
    static let path = "\(DomainPlace.template)/restore"

    let plane: ControlPlane

    var operations: [Operation] { [.post(query: ["dryRun"], restore)] }

    func restore(_ call: Call) async throws -> Answer {
        let place = try call.domain
        let isDryRun = try call.query.bool("dryRun") ?? false
        let domain = try await plane.editableDomain(place.domain, of: place.organization, for: call.caller)
        let draft = try RestoreDraft(reading: try await call.body())
        let change = try await plane.restore(
            domain, to: draft.moment, message: draft.message, isDryRun: isDryRun, for: call.caller)
        return .applied(ChangeResource(change, at: place), isNew: change.number != nil)
    }
}
