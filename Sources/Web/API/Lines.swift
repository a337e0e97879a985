import Hummingbird

/// Lines of an answer that is no one JSON value, and how to get those after them: nothing of them is made before it can
/// go out.
struct Lines: Sendable {
    /// JSON values, each on a line of its own.
    static let json = "application/x-ndjson"
    /// A master file (RFC 4027).
    static let zone = "text/dns; charset=utf-8"

    var contentType = Lines.json
    let octets: [UInt8]
    /// Nil at the end.
    let more: (@Sendable () async throws -> Lines)?

    /// Whether Accept names them, and nothing else that we have more gladly.
    static func areAsked(for request: Request) -> Bool {
        guard let accept = request.headers[.accept] else { return false }
        let ranges = MediaRange.all(in: accept)
        func quality(_ media: MediaType) -> Int {
            ranges.filter { $0.precision(for: media) == 3 }.map(\.quality).max() ?? 0
        }
        let wanted = quality(.jsonLines)
        return wanted > 0 && wanted >= max(quality(.json), quality(.jsonLD))
    }

    var body: ResponseBody {
        ResponseBody { [self] writer in
            var lines = self
            while true {
                if !lines.octets.isEmpty { try await writer.write(ByteBuffer(bytes: lines.octets)) }
                guard let more = lines.more else { break }
                lines = try await more()
            }
            try await writer.finish(nil)
        }
    }
}
