import DNS
import Records

/// A set of edits as a body asks for it: `{"message"?, "edits": [{"action", "recordId"?, "record"?}]}`.
public struct ChangeDraft: Sendable {
    public private(set) var message: String?
    /// By their place in the body; one that is wrong in itself is missing.
    private(set) var edits: [Int: RecordEdit] = [:]
    /// What is wrong with the body by itself.
    private(set) var faults = Violations()

    static let messageLength = 1...500

    /// Throws for what is no object. All else that is wrong is told when it is applied, together with what is wrong with
    /// patches, which are read against the records that they meet.
    public init(reading body: JSON, in domain: Name) throws(Violations) {
        var reader = try BodyReader(body)
        message = reader.text("message", Self.messageLength)
        let wanted = "an array of 1 to \(ControlPlane.editLimit) edits"
        let elements = reader.require("edits", wanted) { json, path throws(Violation) in
            guard let elements = json.array else { throw Violation(path, .type, "\(path): not \(wanted)") }
            guard (1...ControlPlane.editLimit).contains(elements.count) else {
                throw Violation(path, .range, "\(path): \(elements.count) elements, not \(wanted)")
            }
            return elements
        }
        for (i, element) in (elements ?? []).enumerated() {
            do throws(Violations) {
                edits[i] = try Self.edit(element, "edits[\(i)].", domain)
            } catch {
                reader.note(error)
            }
        }
        do throws(Violations) {
            try reader.finish()
        } catch {
            faults = error
        }
    }

    var verbs: Set<Access.Verb> { Set(edits.values.map(\.verb)) }

    /// Of a body that says no more than why. Throws all that is wrong with it.
    public static func message(_ body: JSON) throws(Violations) -> String? {
        var reader = try BodyReader(body)
        let message = reader.text("message", messageLength)
        try reader.finish()
        return message
    }

    private static func edit(_ json: JSON, _ path: String, _ domain: Name) throws(Violations) -> RecordEdit? {
        var reader = try BodyReader(json, path: path)
        let actions = "one of create, update, delete"
        let action = reader.require("action", actions) { json, path throws(Violation) in
            guard let action = AppliedEdit.Action(rawValue: try json.text(at: path, actions)) else {
                throw Violation(path, .notAllowed, "\(path): not \(actions)")
            }
            return action
        }
        let id = action == .update || action == .delete ? recordID(&reader) : nil
        var edit: RecordEdit?
        switch action {
        case .create:
            edit = record(&reader) { json in DNSRecord.Draft.read(json, in: domain) }.map { .create($0) }
        case .update:
            let patch = record(&reader) { json in
                Result { () throws(Violations) in try RecordPatch(reading: json) }
            }
            if let id, let patch { edit = .patch(id, patch) }
        case .delete: edit = id.map { .delete($0) }
        case nil:
            // What they are for is not known: they are not looked at.
            _ = (reader.given("recordId"), reader.given("record"))
        }
        try reader.finish()
        return edit
    }

    private static func recordID(_ reader: inout BodyReader) -> Int64? {
        reader.require("recordId", "the recordId of a record of the domain") { json, path throws(Violation) in
            Int64(try json.integer(in: 1...(1 << 53), at: path, "the recordId of a record of the domain"))
        }
    }

    private static func record<Value>(
        _ reader: inout BodyReader, _ read: (JSON) -> Result<Value, Violations>
    ) -> Value? {
        var faults = Violations()
        let value = reader.require("record", "an object with the members of a record") { json, path -> Value? in
            switch read(json) {
            case .success(let value): return value
            case .failure(let violations):
                for violation in violations.all { faults.note(violation.moved(below: path)) }
                return nil
            }
        }
        reader.note(faults)
        return value ?? nil
    }
}
