import Foundation
import Records

/// What entries of `permissions` mean, said once more: over the JSON as it is sent, with nothing of the code under test.
struct PermissionModel {
    /// The member's list and the token's; nil where there is none.
    let lists: [[JSON]?]
    let domain: String
    let address: String?

    /// A record as it stands in an edit.
    struct Record: Hashable {
        var type: Int
        var name: String
        var value: String
        var ttl: Int
    }

    func allows(_ verb: String, from before: Record?, to after: Record?) -> Bool {
        lists.allSatisfy { list in list?.contains { allows($0, verb, from: before, to: after) } ?? true }
    }

    func mayRead(_ record: Record) -> Bool { allows("read", from: record, to: nil) }

    private func allows(_ entry: JSON, _ verb: String, from before: Record?, to after: Record?) -> Bool {
        let records = [before, after].compactMap(\.self)
        return within(entry["networks"]) { network in address.map { Self.isIn($0, network) } ?? false }
            && within(entry["domains"]) { Self.isLike(domain, $0) }
            && within(entry["verbs"]) { $0 == verb }
            && records.allSatisfy { record in
                within(entry["names"]) { Self.isLike(record.name, $0) }
                    && (entry["types"]?.array?.contains { $0.integer == Int64(record.type) } ?? true)
                    && within(entry["values"]) { Self.isValue(record, $0) }
            }
            && (after.map { Int64($0.ttl) <= entry["maxTtl"]?.integer ?? .max } ?? true)
    }

    private func within(_ limit: JSON?, _ holds: (String) -> Bool) -> Bool {
        limit?.array?.contains { holds($0.string ?? "") } ?? true
    }

    private static func isValue(_ record: Record, _ limit: String) -> Bool {
        guard bits(of: String(limit.prefix { $0 != "/" })) != nil else { return isLike(record.value, limit) }
        let family = limit.contains(":") ? 1 : 0
        return record.type == family && isIn(record.value, limit)
    }

    private static func isIn(_ address: String, _ prefix: String) -> Bool {
        let parts = prefix.split(separator: "/")
        guard let given = bits(of: address), let wanted = bits(of: String(parts[0])), given.count == wanted.count else {
            return false
        }
        return given.hasPrefix(wanted.prefix(parts.count > 1 ? Int(parts[1]) ?? 0 : wanted.count))
    }

    private static func bits(of address: String) -> String? {
        var octets = [UInt8](repeating: 0, count: 16)
        let count = inet_pton(AF_INET, address, &octets) == 1 ? 4 : inet_pton(AF_INET6, address, &octets) == 1 ? 16 : 0
        guard count > 0 else { return nil }
        return octets.prefix(count).map { octet in
            let digits = String(octet, radix: 2)
            return String(repeating: "0", count: 8 - digits.count) + digits
        }.joined()
    }

    /// By the definition, with no thought of time: the texts here are short.
    private static func isLike(_ text: String, _ pattern: String) -> Bool {
        guard let first = pattern.first else { return text.isEmpty }
        let rest = String(pattern.dropFirst())
        guard first == "*" else { return text.first == first && isLike(String(text.dropFirst()), rest) }
        return isLike(text, rest) || !text.isEmpty && isLike(String(text.dropFirst()), pattern)
    }
}
