import ControlPlane
import HTTPTypes
import Hummingbird

/// Holds a call to its organization's quota of writes, and tells in every answer how far it is within it.
struct WriteLimit: Sendable {
    private let plane: ControlPlane
    private let call: Call
    /// Nil where the call is about no organization, or by nobody.
    private let place: (organization: Int64, caller: Caller)?
    private let isWrite: Bool

    init(_ plane: ControlPlane, _ call: Call, isWrite: Bool) {
        self.isWrite = isWrite
        self.plane = plane
        self.call = call
        guard let organization = call.namedOrganization, let caller = call.identity else {
            place = nil
            return
        }
        place = (organization, caller)
    }

    /// What `work` answers, or throws, with the fields of the limit; throws 429 instead where there are too many writes.
    func holding(_ work: () async throws -> Response) async throws -> Response {
        guard let place, plane.writeAllowance(of: place.organization, for: place.caller) != nil else {
            return try await work()
        }
        do {
            if isWrite { try plane.countWrite(of: place.organization, for: place.caller) }
            var response = try await work()
            for field in fields(place) { response.headers.append(field) }
            return response
        } catch {
            guard var problem = Problem(error, at: call.request.uri.path) else { throw error }
            for field in fields(place) { problem.headers.append(field) }
            throw problem
        }
    }

    /// draft-ietf-httpapi-ratelimit-headers §3, §4: one policy, named for what it counts.
    private func fields(_ place: (organization: Int64, caller: Caller)) -> [HTTPField] {
        guard let now = plane.writeAllowance(of: place.organization, for: place.caller) else { return [] }
        return [
            HTTPField(name: .rateLimitPolicy, value: "\"writes\";q=\(now.limit);w=\(WriteAllowance.window)"),
            HTTPField(name: .rateLimit, value: "\"writes\";r=\(now.remaining);t=\(now.relief)"),
        ]
    }
}
