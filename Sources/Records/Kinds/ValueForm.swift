/// How the value of a type is read: what it means, and text → canonical spelling and octets.
public struct ValueForm: Sendable {
    /// What would be right, as messages say it.
    public let expectation: String
    let reader: @Sendable (_ text: String, _ draft: inout DNSRecord.Draft) throws(Violations) -> CanonicalValue
    /// How a value is written here that a zone file has as `presented`.
    let written: @Sendable (_ presented: Substring) -> String

    /// `reader` sees the fields of the draft with presets filled in, and may settle one that was not sent.
    init(
        _ expectation: String, written: @escaping @Sendable (_ presented: Substring) -> String = { String($0) },
        _ reader:
            @escaping @Sendable (_ text: String, _ draft: inout DNSRecord.Draft) throws(Violations) -> CanonicalValue
    ) {
        self.expectation = expectation
        self.written = written
        self.reader = reader
    }
}

/// A value as it is written back, and its octets: its part of the RDATA, or for a kind without an RR the text's.
struct CanonicalValue {
    let text: String
    let octets: [UInt8]

    init(_ text: String, octets: [UInt8]) {
        self.text = text
        self.octets = octets
    }

    init(_ text: String) {
        self.init(text, octets: Array(text.utf8))
    }
}
