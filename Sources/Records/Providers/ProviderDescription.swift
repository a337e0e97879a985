/// What a DNS provider can hold and do, as data: validation, forms and prompts are drawn from it.
public struct ProviderDescription: Sendable {
    /// What a set of edits may be and still be applied whole or not at all.
    public enum Atomicity: String, Sendable { case zone, rrset, record }

    public let id: String
    public let name: String
    /// What it can hold, nil for everything; another type is `unsupported`.
    public let kinds: Set<RecordKind>?
    /// Seconds.
    public let ttl: ClosedRange<Int>
    public let atomicity: Atomicity
    /// What is kept but has no effect on answers yet.
    public let notServedYet: NotServedYet

    public struct NotServedYet: Sendable {
        public let kinds: Set<RecordKind>
        /// On types where they steer which record is answered.
        public let fields: Set<Field>

        public init(kinds: Set<RecordKind> = [], fields: Set<Field> = []) {
            self.kinds = kinds
            self.fields = fields
        }
    }

    public init(
        id: String, name: String, kinds: Set<RecordKind>? = nil, ttl: ClosedRange<Int>, atomicity: Atomicity,
        notServedYet: NotServedYet = NotServedYet()
    ) {
        self.id = id
        self.name = name
        self.kinds = kinds
        self.ttl = ttl
        self.atomicity = atomicity
        self.notServedYet = notServedYet
    }

    public func holds(_ kind: RecordKind) -> Bool { kinds?.contains(kind) ?? true }
}

extension ProviderDescription {
    /// The name server in this process.
    public static let builtIn = ProviderDescription(
        id: "hostmaster", name: "the built-in name server", ttl: 0...0x7FFF_FFFF, atomicity: .zone,
        notServedYet: NotServedYet(
            kinds: [.redirect, .flatten, .pullZone, .script, .dname], fields: [.weight, .monitorType]))
}
