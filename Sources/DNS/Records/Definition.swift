extension RecordType {
    /// The one entry that says what a type is: its text and its wire form follow from its fields.
    public struct Definition: Sendable {
        public struct Field: Sendable {
            public let name: String
            public let kind: FieldKind
        }

        public let mnemonic: String
        public let type: RecordType
        /// Where the fields are specified.
        public let source: String
        public let fields: [Field]

        /// Whether a message or the canonical form may differ from the plain wire form.
        let hasNames: Bool
        let hasText: Bool

        private init(
            _ mnemonic: String, _ code: UInt16, _ source: String, _ fields: KeyValuePairs<String, FieldKind>
        ) {
            self.mnemonic = mnemonic
            self.type = RecordType(rawValue: code)
            self.source = source
            self.fields = fields.map { Field(name: $0.key, kind: $0.value) }
            hasNames = fields.contains { $0.value.hasNames }
            hasText = fields.allSatisfy { $0.value.hasText }
        }

        static let table: [Definition] = [
            .init("A", 1, "RFC 1035 §3.4.1", ["address": .ipv4Address]),
            .init("NS", 2, "RFC 1035 §3.3.11", ["name server": .compressibleName]),
            .init("CNAME", 5, "RFC 1035 §3.3.1", ["target": .compressibleName]),
            .init(
                "SOA", 6, "RFC 1035 §3.3.13",
                [
                    "mname": .compressibleName, "rname": .compressibleName, "serial": .uint32, "refresh": .uint32,
                    "retry": .uint32, "expire": .uint32, "minimum": .uint32,
                ]),
            .init("PTR", 12, "RFC 1035 §3.3.12", ["target": .compressibleName]),
            .init("MX", 15, "RFC 1035 §3.3.9", ["preference": .uint16, "exchange": .compressibleName]),
            .init("TXT", 16, "RFC 1035 §3.3.14", ["strings": .strings]),
            .init("AAAA", 28, "RFC 3596 §2.2", ["address": .ipv6Address]),
            .init(
                "SRV", 33, "RFC 2782", ["priority": .uint16, "weight": .uint16, "port": .uint16, "target": .name]),
            .init("OPT", 41, "RFC 6891 §6.1.2", ["options": .options]),
            .init(
                "SVCB", 64, "RFC 9460 §2",
                ["priority": .uint16, "target": .verbatimName, "parameters": .serviceParameters]),
            .init(
                "HTTPS", 65, "RFC 9460 §9",
                ["priority": .uint16, "target": .verbatimName, "parameters": .serviceParameters]),
            .init("CAA", 257, "RFC 8659 §4.1", ["flags": .uint8, "tag": .tag, "value": .longString]),
        ]
    }
}
