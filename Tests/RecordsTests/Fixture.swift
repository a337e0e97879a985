import DNS
import Records
import Testing

let example = domain("example.com.")

func domain(_ text: String) -> Name {
    guard let name = try? Name(text) else { preconditionFailure("\(text) is a name") }
    return name
}

/// What a body gives: the record, or its violations as `path code`.
enum Outcome: Hashable, CustomStringConvertible {
    case record(DNSRecord.Draft)
    case violations([String])

    var description: String {
        switch self {
        case .record(let draft): "\(draft)"
        case .violations(let all): all.joined(separator: ", ")
        }
    }
}

func read(_ body: JSON, in domain: Name = example) -> Outcome {
    switch DNSRecord.Draft.read(body, in: domain) {
    case .success(let draft): .record(draft)
    case .failure(let violations): .violations(violations.all.map { "\($0.propertyPath) \($0.code.rawValue)" })
    }
}

/// The draft of a body that must be right.
func draft(_ body: JSON, in domain: Name = example, _ location: SourceLocation = #_sourceLocation) throws
    -> DNSRecord.Draft
{
    switch DNSRecord.Draft.read(body, in: domain) {
    case .success(let draft): return draft
    case .failure(let violations):
        Issue.record("\(violations.all.map(\.message))", sourceLocation: location)
        throw violations
    }
}

/// Messages of a body that must be wrong.
func messages(_ body: JSON) -> [String] {
    guard case .failure(let violations) = DNSRecord.Draft.read(body, in: example) else { return [] }
    return violations.all.map(\.message)
}

func body(_ type: String, _ value: String, name: String = "www", _ others: KeyValuePairs<String, JSON> = [:]) -> JSON {
    var object: JSON.Object = ["type": .string(type), "value": .string(value), "name": .string(name)]
    for (member, value) in others { object[member] = value }
    if type == "SRV", object["port"] == nil { object["port"] = 5060 }
    if type == "CAA", object["tag"] == nil { object["tag"] = "issue" }
    return .object(object)
}

/// A stored record, for what stands beside another.
func stored(
    _ recordId: Int64, _ type: String, _ value: String, name: String = "www",
    _ others: KeyValuePairs<String, JSON> = [:]
) throws -> DNSRecord {
    DNSRecord(recordId: recordId, draft: try draft(body(type, value, name: name, others)), createdAt: 0, updatedAt: 0)
}
