import Hummingbird
import NIOCore

/// Reads the body of a request that is a master file, of up to 64 MiB, as it comes.
enum ZoneFileBody {
    static let limit = 64 << 20

    static func takes(_ media: MediaType) -> Bool { media == .zone || media == .plainText }

    static func read(_ request: Request, _ take: (ByteBufferView) -> Void) async throws {
        let media = request.headers[.contentType].flatMap { MediaType($0) }
        guard let media, takes(media) else {
            throw Problem(.unsupportedMediaType, "The body must be text/dns or text/plain, uncompressed.")
        }
        try await RequestBody.read(request, limit: limit) { take($0.readableBytesView) }
    }
}
