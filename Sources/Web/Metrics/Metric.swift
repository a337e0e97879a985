/// One number, or one family of numbers, that the operator may watch: totals only, never a tenant's name.
public struct Metric: Sendable, Hashable {
    public enum Kind: String, Sendable, Hashable {
        case counter, gauge, histogram
    }

    public struct Sample: Sendable, Hashable {
        /// After the name: "", or `_bucket` and its like of a histogram.
        public var suffix: String
        public var labels: [Label]
        public var value: Double

        public init(_ value: Double, suffix: String = "", labels: [Label] = []) {
            self.suffix = suffix
            self.labels = labels
            self.value = value
        }
    }

    public struct Label: Sendable, Hashable {
        public var name: String
        public var value: String

        public init(_ name: String, _ value: String) {
            self.name = name
            self.value = value
        }
    }

    /// With its unit, as Prometheus has it: `hostmaster_dns_queries_total`.
    public var name: String
    public var help: String
    public var kind: Kind
    public var samples: [Sample]

    public init(_ name: String, _ help: String, _ kind: Kind, _ samples: [Sample]) {
        self.name = name
        self.help = help
        self.kind = kind
        self.samples = samples
    }
}
