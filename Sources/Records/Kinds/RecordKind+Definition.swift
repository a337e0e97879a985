import DNS

extension RecordKind {
    /// An entry of the table: all that is particular to one type.
    public struct Definition: Sendable {
        public let typeString: String
        public let rrType: RecordType?
        /// The fields beyond name, value, ttl and comment.
        public let fields: [(field: Field, preset: Field.Preset)]
        /// The fields that stand in the RDATA before the value, in their order there.
        public let rdata: [Field]
        public let value: ValueForm
        public let example: String

        init(
            _ typeString: String, _ rrType: RecordType?, _ value: ValueForm,
            _ fields: KeyValuePairs<Field, Field.Preset> = [:], rdata: [Field] = [], example: String
        ) {
            self.typeString = typeString
            self.rrType = rrType
            self.fields = fields.map { ($0.key, $0.value) }
            self.rdata = rdata
            self.value = value
            self.example = example
        }
    }
}

extension RecordKind.Definition {
    /// At the index that is the API's number of the type.
    static let table: [RecordKind.Definition] = [
        .init("A", .a, .ipv4, [.weight: .null, .monitorType: 0], example: "192.0.2.1"),
        .init("AAAA", .aaaa, .ipv6, [.weight: .null, .monitorType: 0], example: "2001:db8::1"),
        .init("CNAME", .cname, .alias, [.weight: .null, .monitorType: 0], example: "www.example.net"),
        .init("TXT", .txt, .text, example: "v=spf1 mx -all"),
        .init("MX", .mx, .exchange, [.priority: 10], rdata: [.priority], example: "mail.example.net"),
        .init("Redirect", nil, .url, example: "https://www.example.net/"),
        .init("Flatten", nil, .flattened, example: "www.example.net"),
        .init("PullZone", nil, .pullZone, example: "my-zone"),
        .init(
            "SRV", .srv, .service, [.weight: 0, .priority: 0, .port: .required], rdata: [.priority, .weight, .port],
            example: "sip.example.net"),
        .init(
            "CAA", .caa, .authorization, [.flags: 0, .tag: .required], rdata: [.flags, .tag],
            example: "ca.example.net"),
        .init("PTR", .ptr, .pointer, example: "host.example.net"),
        .init("Script", nil, .script, example: "0f8fad5b-d9cb-469f-a165-70867728950e"),
        .init("NS", .ns, .nameServer, example: "ns1.example.net"),
        .init("SVCB", .svcb, .binding, [.priority: 1], rdata: [.priority], example: "svc.example.net port=8443"),
        .init("HTTPS", .https, .binding, [.priority: 1], rdata: [.priority], example: ". alpn=h2,h3"),
        .init(of: .tlsa),
    ]

    /// By typeString in lower case.
    static let numbers = Dictionary(
        uniqueKeysWithValues: table.enumerated().map { ($0.element.typeString.lowercased(), $0.offset) })

    static let numbersByType = Dictionary(
        uniqueKeysWithValues: table.enumerated().compactMap { place, entry in entry.rrType.map { ($0, place) } })

    /// The data types without an entry that have a presentation form.
    static let others = Dictionary(
        uniqueKeysWithValues: RecordType.presentable.filter { $0 != .soa && numbersByType[$0] == nil }.map {
            ($0, RecordKind.Definition(of: $0))
        })

    /// The whole RDATA is the value, in presentation form: what the type's entry in `DNS` says.
    init(of type: RecordType) {
        self.init(type.description, type, .presentation(of: type), example: type.definition?.example ?? "\\# 1 00")
    }
}
