import Crypto
import CryptoExtras
import Foundation

/// A password as it is stored: scrypt (RFC 7914) with its parameters beside it, so that they can grow.
///
/// Written `$scrypt$ln=15,r=8,p=1$salt$hash`, base64 without padding.
public struct PasswordHash: Sendable, Hashable {
    public struct Cost: Sendable, Hashable {
        var logRounds: Int
        var blockSize: Int
        var parallelism: Int

        /// 32 MiB and about 80 ms.
        public static let standard = Cost(logRounds: 15, blockSize: 8, parallelism: 1)
        private static let maximumMemory = 64 << 20

        // A row that was tampered with must not be able to ask for all memory.
        var isSane: Bool {
            (1...20).contains(logRounds) && (1...32).contains(blockSize) && (1...16).contains(parallelism)
                && 128 * blockSize << logRounds <= Self.maximumMemory
        }
    }

    public let text: String

    public init(stored text: String) { self.text = text }

    /// Takes as long as `cost` says, on the caller's thread.
    public init(_ password: String, cost: Cost = .standard) throws {
        let salt = RandomOctets.octets(16)
        self.init(cost, salt: salt, hash: try Self.derive(password, salt: salt, cost: cost))
    }

    private init(_ cost: Cost, salt: [UInt8], hash: [UInt8]) {
        text =
            "$scrypt$ln=\(cost.logRounds),r=\(cost.blockSize),p=\(cost.parallelism)"
            + "$\(Self.base64(salt))$\(Self.base64(hash))"
    }

    /// Of no password, at a cost.
    static func nobodys(cost: Cost) -> PasswordHash {
        PasswordHash(cost, salt: RandomOctets.octets(16), hash: RandomOctets.octets(32))
    }

    /// What stands in the place of a password that was not set yet.
    static let none = PasswordHash(stored: "")

    /// Whether there is a password that matches it.
    var isUsable: Bool { parts != nil }

    func isWeaker(than cost: Cost) -> Bool {
        guard let own = parts?.0 else { return false }
        return own.logRounds < cost.logRounds || own.blockSize < cost.blockSize || own.parallelism < cost.parallelism
    }

    /// Whether `password` is the one; false for a stored text that is not ours.
    public func matches(_ password: String) -> Bool {
        guard let (cost, salt, hash) = parts, let derived = try? Self.derive(password, salt: salt, cost: cost)
        else { return false }
        return ConstantTime.areEqual(derived, hash)
    }

    private var parts: (Cost, salt: [UInt8], hash: [UInt8])? {
        let fields = text.split(separator: "$", omittingEmptySubsequences: false)
        guard fields.count == 5, fields[0].isEmpty, fields[1] == "scrypt" else { return nil }
        let numbers = fields[2].split(separator: ",").map { $0.split(separator: "=") }
        guard numbers.map(\.first) == ["ln", "r", "p"], numbers.allSatisfy({ $0.count == 2 }),
            let logRounds = Int(numbers[0][1]), let blockSize = Int(numbers[1][1]),
            let parallelism = Int(numbers[2][1]),
            let salt = Self.octets(fields[3]), let hash = Self.octets(fields[4]), !hash.isEmpty
        else { return nil }
        let cost = Cost(logRounds: logRounds, blockSize: blockSize, parallelism: parallelism)
        return cost.isSane ? (cost, salt, hash) : nil
    }

    private static func derive(_ password: String, salt: [UInt8], cost: Cost) throws -> [UInt8] {
        // The same password typed on another keyboard may come in another normal form.
        let key = try KDF.Scrypt.deriveKey(
            from: Array(password.precomposedStringWithCanonicalMapping.utf8), salt: salt, outputByteCount: 32,
            rounds: 1 << cost.logRounds, blockSize: cost.blockSize, parallelism: cost.parallelism)
        return key.withUnsafeBytes { Array($0) }
    }

    private static func base64(_ octets: [UInt8]) -> String {
        String(Data(octets).base64EncodedString().prefix { $0 != "=" })
    }

    private static func octets(_ text: Substring) -> [UInt8]? {
        let padding = String(repeating: "=", count: (4 - text.utf8.count % 4) % 4)
        return Data(base64Encoded: text + padding).map { Array($0) }
    }
}
