import ControlPlane
import Records

/// The history of a domain, and the ways on and back in it.
struct ChangeRoutes: OperationTable {
    static let path = "\(DomainPlace.template)/changes"

    let plane: ControlPlane

    var operations: [Operation] {
        [
            .get(query: HistoryPaging.parameters + ["system"], list), .post(query: ["dryRun"], apply),
            .get(at: "{number}", read), .post(at: "{number}/revert", query: ["dryRun"], revert),
        ]
    }

    func list(_ call: Call) async throws -> Answer {
        let place = try call.domain
        let paging = try HistoryPaging(call.query)
        let filter = HistoryFilter(withSystem: try call.query.bool("system") ?? false)
        let domain = try await plane.domain(place.domain, of: place.organization, for: call.caller, to: .read)
        let history = try await plane.history(
            of: domain, filter, before: paging.before, limit: paging.size, for: call.caller)
        return .page(paging.page(history, at: place, call.query))
    }

    func read(_ call: Call) async throws -> Answer {
        let place = try call.domain
        let number = try call.number("number")
        let domain = try await plane.domain(place.domain, of: place.organization, for: call.caller, to: .read)
        return .shown(ChangeResource(try await plane.change(number, of: domain, for: call.caller), at: place))
    }

    func apply(_ call: Call) async throws -> Answer {
        let place = try call.domain
        let isDryRun = try call.query.bool("dryRun") ?? false
        let domain = try await plane.editableDomain(place.domain, of: place.organization, for: call.caller)
        let draft = try ChangeDraft(reading: try await call.body(), in: domain.apex)
        let change = try await plane.apply(draft, to: domain, isDryRun: isDryRun, for: call.caller)
        return .applied(ChangeResource(change, at: place), isNew: change.number != nil)
    }

    func revert(_ call: Call) async throws -> Answer {
        let place = try call.domain
        let isDryRun = try call.query.bool("dryRun") ?? false
        let number = try call.number("number")
        let domain = try await plane.editableDomain(place.domain, of: place.organization, for: call.caller)
        let message = try await call.bodyIfAny().map { body throws(Violations) in try ChangeDraft.message(body) }
        let change = try await plane.revertChange(
            number, of: domain, message: message ?? nil, isDryRun: isDryRun, for: call.caller)
        return .applied(ChangeResource(change, at: place), isNew: change.number != nil)
    }
}
