import Hummingbird

/// The octets of a body as they come.
enum RequestBody {
    /// How long the longest is that is taken in the form that the request's head names.
    static func limit(of head: HTTPRequest) -> Int {
        let media = head.headerFields[.contentType].flatMap { MediaType($0) }
        return media.map(ZoneFileBody.takes) ?? false ? ZoneFileBody.limit : JSONBody.limit
    }

    /// Throws 413 for more than `limit` octets, and 400 for a body that breaks off.
    static func read(_ request: Request, limit: Int, _ take: (ByteBuffer) -> Void) async throws {
        if let length = request.headers[.contentLength].flatMap({ Int($0) }), length > limit {
            throw Problem.bodyTooLarge(limit)
        }
        var count = 0
        do {
            for try await part in request.body {
                count += part.readableBytes
                guard count <= limit else { throw Problem.bodyTooLarge(limit) }
                take(part)
            }
        } catch let problem as Problem {
            throw problem
        } catch let refusal as Refusal {
            throw Problem(.malformedBody, refusal.problem.detail).closing
        } catch {
            // The framing broke or the client went away: nothing after it on this connection can be read.
            throw Problem(.malformedBody, "The body ended before it was complete.").closing
        }
    }
}
