import Hummingbird
import Synchronization

/// What ties an answer to our log: the client's own id, if it is one that can stand in a log, or one made here.
enum RequestIdentifier {
    private static let limit = 128
    private static let prefix = String(UInt64.random(in: .min ... .max), radix: 36)
    private static let next = Atomic<UInt64>(0)

    static func of(_ request: Request) -> String {
        if let sent = request.headers[.requestID], isSane(sent) { return sent }
        return made()
    }

    /// For what came without one.
    static func made() -> String {
        let number = next.wrappingAdd(1, ordering: .relaxed).newValue
        return "\(prefix)-\(number)"
    }

    private static func isSane(_ id: String) -> Bool {
        !id.isEmpty && id.utf8.count <= limit
            && id.utf8.allSatisfy { octet in
                switch octet {
                case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
                    UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"), UInt8(ascii: "."), UInt8(ascii: "_"),
                    UInt8(ascii: "~"), UInt8(ascii: ":"), UInt8(ascii: "/"), UInt8(ascii: "+"), UInt8(ascii: "="):
                    true
                default: false
                }
            }
    }
}
