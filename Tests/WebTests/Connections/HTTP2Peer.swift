/// A client of bare frames (RFC 9113 §4.1).
final class HTTP2Peer {
    enum Kind: UInt8 {
        case data = 0
        case headers = 1
        case reset = 3
        case settings = 4
        case ping = 6
        case goAway = 7
        case windowUpdate = 8
    }

    struct Frame {
        let kind: UInt8
        let stream: UInt32
        let payload: ArraySlice<UInt8>
    }

    static let (endStream, endHeaders): (UInt8, UInt8) = (1, 4)

    private let peer: Peer
    private var received: [UInt8] = []

    init(port: Int) async throws {
        peer = try Peer(port: port)
        try await peer.send("PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n")
        try await send(.settings)
    }

    /// False once the other side takes no more.
    @discardableResult
    func send(_ kind: Kind, _ flags: UInt8 = 0, stream: UInt32 = 0, _ payload: [UInt8] = []) async throws -> Bool {
        let length = UInt32(payload.count)
        var octets = Array(Self.octets(length).dropFirst())
        octets += [kind.rawValue, flags]
        octets += Self.octets(stream)
        return try await peer.send(octets + payload)
    }

    /// The next frame; nil at the end.
    func frame() async throws -> Frame? {
        while true {
            if received.count >= 9 {
                let length = Int(received[0]) << 16 | Int(received[1]) << 8 | Int(received[2])
                if received.count >= 9 + length {
                    defer { received.removeFirst(9 + length) }
                    let stream = received[5..<9].reduce(0) { $0 << 8 | UInt32($1) }
                    return Frame(kind: received[3], stream: stream, payload: received[9..<9 + length])
                }
            }
            guard let octets = try await peer.octets(), !octets.isEmpty else { return nil }
            received += octets
        }
    }

    /// The next frame of that kind; nil if the connection ends before.
    func next(_ kind: Kind) async throws -> Frame? {
        while let frame = try await frame() {
            if frame.kind == kind.rawValue { return frame }
        }
        return nil
    }

    /// A block of header fields, each of which is spelt out (RFC 7541 §6.2.2).
    static func block(_ method: String, _ path: String, _ fields: [String: String] = [:]) -> [UInt8] {
        let pseudo = [(":method", method), (":scheme", "http"), (":path", path), (":authority", "localhost")]
        var octets: [UInt8] = []
        for (name, value) in pseudo + fields.map({ ($0.key, $0.value) }) {
            octets.append(0)
            for text in [name, value] {
                octets.append(UInt8(text.utf8.count))
                octets += Array(text.utf8)
            }
        }
        return octets
    }

    static func octets(_ number: UInt32) -> [UInt8] {
        [24, 16, 8, 0].map { UInt8(truncatingIfNeeded: number >> $0) }
    }
}
