import Records
import Testing

/// A body, and what must come of it: violations, or a record with this in one member.
struct BodyCase: Sendable, CustomTestStringConvertible {
    let body: JSON
    let violations: [String]
    /// How messages begin: each is that of one violation, whose path and code stand above.
    var messages: [String] = []
    var member = ""
    var written: JSON = .null

    var testDescription: String {
        String(decoding: body.bytes, as: UTF8.self) + (violations.isEmpty ? "" : " → \(violations)")
    }

    /// Every type × every member × absent, null, wrong JSON type, just in range, just out, not of this type.
    /// Then every member wrong at once, and every combination of what may be wrong with a list of parameters.
    static let all: [BodyCase] =
        ModelType.all.flatMap(cases) + ModelType.all.map(everythingWrong)
        + ["SVCB", "HTTPS"].flatMap { type in ModelParameter.subsets.flatMap { parameterCases(type, $0) } }

    private static func cases(_ type: ModelType) -> [BodyCase] {
        var cases = ModelMember.fields.flatMap { fieldCases(type, $0) }
        cases += optional(type, .ttl, preset: 3600)
        cases += optional(type, .comment, preset: .null)
        cases += required(type, .name)
        cases += required(type, .value)
        return cases
    }

    private static func everythingWrong(_ type: ModelType) -> BodyCase {
        var object: JSON.Object = ["zzz": 1, "comment": .string("\u{0}" + String(repeating: "c", count: 500))]
        var violations = ["ttl range", "value type", "name format", "name format"]
        for field in ModelMember.fields {
            object[field.name] = field.wrongTypes[0]
            violations.append("\(field.name) \(type.fields[field.name] == nil ? "not-allowed" : "type")")
        }
        // An empty label and a space.
        object["name"] = "a..b c"
        object["value"] = 1
        object["ttl"] = 14
        object["type"] = .integer(type.number)
        return BodyCase(
            body: .object(object), violations: violations + ["comment range", "comment format", "zzz unknown"])
    }

    private static func parameterCases(_ type: String, _ parameters: [ModelParameter]) -> [BodyCase] {
        let targets: [(text: String, message: String?)] = [(".", nil), ("a..b", "value: a label is empty")]
        return targets.flatMap { target in
            [Int64(0), 1].map { priority in
                let value = ([target.text] + parameters.map(\.text)).joined(separator: " ")
                var messages = parameters.map(\.message)
                if let message = target.message { messages.append(message) }
                if priority == 0, !parameters.isEmpty { messages.append("value: priority 0 is the alias form") }
                return BodyCase(
                    body: [
                        "type": .string(type), "name": "www", "value": .string(value), "priority": .integer(priority),
                    ],
                    violations: messages.map { _ in "value format" }, messages: messages, member: "value",
                    written: .string(value))
            }
        }
    }

    private static func fieldCases(_ type: ModelType, _ field: ModelMember) -> [BodyCase] {
        switch type.fields[field.name] {
        case nil: foreign(type, field)
        case .some(nil): required(type, field)
        case .some(let preset?): optional(type, field, preset: preset)
        }
    }

    private static func foreign(_ type: ModelType, _ field: ModelMember) -> [BodyCase] {
        let sent = field.wrongTypes + field.inRange + field.outOfRange + field.malformed
        return [fine(type, field, nil, .null), fine(type, field, .null, .null)]
            + sent.map { faulty(type, field, $0, "not-allowed") }
    }

    private static func optional(_ type: ModelType, _ field: ModelMember, preset: JSON) -> [BodyCase] {
        [fine(type, field, nil, preset), fine(type, field, .null, preset)] + present(type, field)
    }

    private static func required(_ type: ModelType, _ field: ModelMember) -> [BodyCase] {
        [faulty(type, field, nil, "required"), faulty(type, field, .null, "required")]
            + present(type, field)
    }

    private static func present(_ type: ModelType, _ field: ModelMember) -> [BodyCase] {
        field.inRange.map { fine(type, field, $0, $0) }
            + field.wrongTypes.map { faulty(type, field, $0, "type") }
            + field.outOfRange.map { faulty(type, field, $0, "range") }
            + field.malformed.map { faulty(type, field, $0, "format") }
    }

    private static func fine(_ type: ModelType, _ field: ModelMember, _ sent: JSON?, _ written: JSON) -> BodyCase {
        BodyCase(body: body(type, field, sent), violations: [], member: field.name, written: written)
    }

    private static func faulty(_ type: ModelType, _ field: ModelMember, _ sent: JSON?, _ code: String) -> BodyCase {
        BodyCase(body: body(type, field, sent), violations: ["\(field.name) \(code)"])
    }

    private static func body(_ type: ModelType, _ field: ModelMember, _ sent: JSON?) -> JSON {
        var object: JSON.Object = [
            "type": .integer(type.number), "name": "www", "value": .string(type.value),
        ]
        for (name, value) in type.required.sorted(by: { $0.key < $1.key }) { object[name] = value }
        object[field.name] = sent
        return .object(object)
    }
}
