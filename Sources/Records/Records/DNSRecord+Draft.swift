import DNS

extension DNSRecord {
    /// What the owner of a record sets, in canonical spelling: a record without identity.
    public struct Draft: Sendable, Hashable {
        public var kind: RecordKind
        /// Relative to the domain, lower case, A-labels; `@` is the domain itself.
        public var name: String
        /// Seconds.
        public var ttl: Int
        /// As it is written back.
        public var value: String
        public var weight: Int?
        public var priority: Int?
        public var port: Int?
        public var flags: Int?
        public var tag: String?
        public var monitorType: Int?
        public var comment: String?
        /// Canonical RDATA with the fields that belong to it, or the value's octets for a kind without an RR: two
        /// records of one name and kind are the same if these are.
        public var canonical: [UInt8]

        public init(
            kind: RecordKind, name: String, ttl: Int, value: String, weight: Int? = nil, priority: Int? = nil,
            port: Int? = nil, flags: Int? = nil, tag: String? = nil, monitorType: Int? = nil, comment: String? = nil,
            canonical: [UInt8]
        ) {
            self.kind = kind
            self.name = name
            self.ttl = ttl
            self.value = value
            self.weight = weight
            self.priority = priority
            self.port = port
            self.flags = flags
            self.tag = tag
            self.monitorType = monitorType
            self.comment = comment
            self.canonical = canonical
        }

        public var isAtApex: Bool { name == "@" }

        /// Nil for a kind without an RR. Targets are kept in lower case, so canonical RDATA is what is served.
        public var rdata: RDATA? { kind.rrType.flatMap { try? RDATA($0, wire: canonical) } }

        /// The name in full.
        public func owner(in domain: Name) throws(NameError) -> Name {
            try Name(name, origin: domain)
        }

        var initialMonitorStatus: Int? { kind.has(.monitorType) ? 0 : nil }
    }
}

extension DNSRecord.Draft {
    /// The number in a field; nil where it is null or the field is `tag`.
    subscript(field: Field) -> Int? {
        get {
            switch field {
            case .weight: weight
            case .priority: priority
            case .port: port
            case .flags: flags
            case .monitorType: monitorType
            case .tag: nil
            }
        }
        set {
            switch field {
            case .weight: weight = newValue
            case .priority: priority = newValue
            case .port: port = newValue
            case .flags: flags = newValue
            case .monitorType: monitorType = newValue
            case .tag: break
            }
        }
    }

    /// The RDATA's fields before the value, then the value.
    func octets(with value: [UInt8]) -> [UInt8] {
        var octets: [UInt8] = []
        octets.reserveCapacity(value.count + 8)
        for field in kind.definition.rdata {
            switch field {
            case .tag:
                let tag = (tag ?? "").utf8
                octets.append(UInt8(truncatingIfNeeded: tag.count))
                octets.append(contentsOf: tag)
            case .flags:
                octets.append(UInt8(truncatingIfNeeded: flags ?? 0))
            default:
                let number = self[field] ?? 0
                octets.append(UInt8(truncatingIfNeeded: number >> 8))
                octets.append(UInt8(truncatingIfNeeded: number))
            }
        }
        octets.append(contentsOf: value)
        return octets
    }
}
