import Records
import Testing

/// A body, and what must come of it: violations, or a record with this in one member.
struct BodyCase: Sendable, CustomTestStringConvertible {
    let body: JSON
    let violations: [String]
    var member = ""
    var written: JSON = .null

    var testDescription: String {
        String(decoding: body.bytes, as: UTF8.self) + (violations.isEmpty ? "" : " → \(violations)")
    }

    /// Every type × every member × absent, null, wrong JSON type, just in range, just out, not of this type.
    static let all: [BodyCase] = ModelType.all.flatMap(cases)

    private static func cases(_ type: ModelType) -> [BodyCase] {
        var cases = ModelMember.fields.flatMap { fieldCases(type, $0) }
        cases += optional(type, .ttl, preset: 3600)
        cases += optional(type, .comment, preset: .null)
        cases += required(type, .name)
        cases += required(type, .value)
        return cases
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
