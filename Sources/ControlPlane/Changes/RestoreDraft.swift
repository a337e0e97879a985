import Records

/// To when a domain is to be restored: `{"at", "message"?}`.
public struct RestoreDraft: Sendable {
    public let moment: Moment
    public let message: String?

    /// Throws all that is wrong with the body.
    public init(reading body: JSON) throws(Violations) {
        var reader = try BodyReader(body)
        let wanted = "the number of a change, or an ISO 8601 time with its offset"
        let moment = reader.require("at", wanted) { json, path throws(Violation) -> Moment in
            if case .string(let text) = json {
                guard let time = Timestamp.read(text) else { throw Violation(path, .format, "\(path): not \(wanted)") }
                return .time(time)
            }
            return .change(Int64(try json.integer(in: 1...Int.max, at: path, wanted)))
        }
        message = reader.text("message", ChangeDraft.messageLength)
        try reader.finish()
        self.moment = moment ?? .change(0)
    }
}
