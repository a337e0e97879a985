/// One step of a change: what stood before it, and what after.
public struct Edit: Sendable, Hashable {
    public enum Action: String, Sendable, Hashable { case create, update, delete }

    /// What was edited.
    public enum Subject: Sendable, Hashable {
        case record(DNSRecord)
        /// Settings of the domain: name servers, SOA names and timers.
        case settings(JSON.Object)
    }

    public let action: Action
    public let before: Subject?
    public let after: Subject?

    private init(_ action: Action, before: Subject?, after: Subject?) {
        self.action = action
        self.before = before
        self.after = after
    }

    public static func create(_ after: DNSRecord) -> Edit { Edit(.create, before: nil, after: .record(after)) }
    public static func delete(_ before: DNSRecord) -> Edit { Edit(.delete, before: .record(before), after: nil) }

    public static func update(_ before: DNSRecord, to after: DNSRecord) -> Edit {
        Edit(.update, before: .record(before), after: .record(after))
    }

    public static func settings(_ before: JSON.Object?, to after: JSON.Object) -> Edit {
        Edit(before == nil ? .create : .update, before: before.map(Subject.settings), after: .settings(after))
    }
}

extension Edit {
    /// As the change log keeps it.
    public var json: JSON {
        ["action": .string(action.rawValue), "before": before?.json ?? .null, "after": after?.json ?? .null]
    }

    /// Nil for what the log never held.
    public init?(_ json: JSON) {
        guard let action = json["action"]?.string.flatMap(Action.init), let before = json["before"],
            let after = json["after"]
        else { return nil }
        self.init(action, before: Subject(before), after: Subject(after))
        guard (self.before == nil) == before.isNull, (self.after == nil) == after.isNull else { return nil }
    }
}

extension Edit.Subject {
    public var record: DNSRecord? {
        guard case .record(let record) = self else { return nil }
        return record
    }

    var json: JSON {
        switch self {
        case .record(let record): .object(["record": record.logged])
        case .settings(let settings): .object(["settings": .object(settings)])
        }
    }

    init?(_ json: JSON) {
        if let record = json["record"].flatMap(DNSRecord.init(logged:)) {
            self = .record(record)
        } else if let settings = json["settings"]?.object {
            self = .settings(settings)
        } else {
            return nil
        }
    }
}
