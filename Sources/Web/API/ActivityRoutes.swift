import ControlPlane
import Records

/// What was done in an organization.
struct ActivityRoutes: OperationTable {
    static let path = "\(OrganizationResource.template)/activity"
    private static let filters = ["action", "actor", "domain", "from", "to"]
    /// How many entries of an export are in memory at a time.
    private static let slice = 500

    let plane: ControlPlane

    var operations: [Operation] {
        [
            .get(query: ActivityPaging.parameters + Self.filters, list).inLines(export),
            .get(at: "{id}", read),
        ]
    }

    func list(_ call: Call) async throws -> Answer {
        let organization = try call.organization
        let paging = try ActivityPaging(call.query)
        let filter = try ActivityFilter(call.query)
        let page = try await plane.activity(
            of: organization, filter, after: paging.cursor, offset: paging.offset, limit: paging.size,
            for: call.caller)
        let total = try await plane.countActivity(of: organization, filter, for: call.caller)
        return .page(paging.page(page, of: total, in: organization, call.query))
    }

    func read(_ call: Call) async throws -> Answer {
        let organization = try call.organization
        let entry = try await plane.activityEntry(call.text("id"), of: organization, for: call.caller)
        return .shown(ActivityResource(organization: organization, entry: entry))
    }

    /// All of it, from the cursor on.
    func export(_ call: Call) async throws -> Answer {
        let paging = try ActivityPaging(call.query)
        let export = ActivityExport(
            plane: plane, caller: try call.caller, organization: try call.organization,
            filter: try ActivityFilter(call.query), size: Self.slice)
        return .lines(try await export.lines(after: paging.cursor))
    }
}

/// The way through a whole activity, slice by slice.
private struct ActivityExport: Sendable {
    let plane: ControlPlane
    let caller: Caller
    let organization: Int64
    let filter: ActivityFilter
    let size: Int

    func lines(after cursor: ActivityKey?) async throws -> Lines {
        let page = try await plane.activity(of: organization, filter, after: cursor, limit: size, for: caller)
        var octets: [UInt8] = []
        for entry in page.entries {
            let resource = ActivityResource(organization: organization, entry: entry)
            resource.json(in: .jsonLD, isMember: true).write(into: &octets)
            octets.append(UInt8(ascii: "\n"))
        }
        guard let next = page.next else { return Lines(octets: octets, more: nil) }
        return Lines(octets: octets) { try await lines(after: next) }
    }
}

extension ActivityFilter {
    fileprivate init(_ query: Query) throws(Problem) {
        self.init(
            action: query["action"], actor: query["actor"], domain: query["domain"], from: try query.time("from"),
            to: try query.time("to"))
    }
}
