/// The parameters of an SVCB or HTTPS record, in the order of their keys (RFC 9460 §2).
public struct ServiceParameters: Sendable, Hashable, CustomStringConvertible {
    public struct Parameter: Sendable, Hashable {
        public let key: ServiceParameterKey
        /// In wire form.
        public let value: [UInt8]
    }

    public let parameters: [Parameter]

    /// `key=value` pairs in any order, such as `alpn=h2,h3 port=8443`; an empty text has none.
    ///
    /// - Throws: all that is wrong with them, and also what makes the list as a whole disagree with itself.
    public init(parsing text: some StringProtocol) throws(ServiceParameterErrors) {
        var reader = TextReader(text)
        try self.init(reading: &reader)
    }

    init(reading reader: inout TextReader) throws(ServiceParameterErrors) {
        let read = ServiceParameterReader(&reader)
        guard let first = read.faults.first else {
            parameters = read.values.sorted { $0.key < $1.key }.map { Parameter(key: $0.key, value: $0.value) }
            return
        }
        throw ServiceParameterErrors(first: first, all: read.faults)
    }

    /// The wire form of RFC 9460 §2.2: every key once, in order, every value of the form that its key wants.
    ///
    /// A list that does not agree with itself is taken: what others serve is held as it is (`inconsistencies`).
    public init(wire: some Collection<UInt8>) throws(ServiceParameterError) {
        var reader = WireReader(Array(wire))
        var parameters: [Parameter] = []
        while !reader.isAtEnd {
            guard let code = reader.uint16(), let count = reader.uint16(), let value = reader.octets(Int(count)) else {
                throw .endsEarly
            }
            let key = ServiceParameterKey(rawValue: code)
            if let last = parameters.last, last.key >= key { throw .notInOrder(key) }
            do {
                try ServiceParameterKey.table[key]?.kind.check(value)
            } catch {
                throw .value(key, error)
            }
            parameters.append(Parameter(key: key, value: Array(value)))
        }
        self.parameters = parameters
    }

    /// What makes the list as a whole disagree with itself, though every parameter by itself is right.
    public var inconsistencies: [ServiceParameterError] {
        Self.inconsistencies(mandatory: self[.mandatory], Set(parameters.map(\.key)))
    }

    /// RFC 9460 §2.4.3: every mandatory key is there, and `alpn` where `no-default-alpn` is.
    static func inconsistencies(mandatory: [UInt8]?, _ given: Set<ServiceParameterKey>) -> [ServiceParameterError] {
        var found = ServiceParameterKind.keys(in: (mandatory ?? [])[...]).filter { !given.contains($0) }
            .map(ServiceParameterError.missingMandatory)
        if given.contains(.noDefaultALPN), !given.contains(.alpn) { found.append(.noDefaultALPNWithoutALPN) }
        return found
    }

    public var isEmpty: Bool { parameters.isEmpty }

    /// The value in wire form; nil if the key is not there.
    public subscript(key: ServiceParameterKey) -> [UInt8]? {
        parameters.first { $0.key == key }?.value
    }

    public var wire: [UInt8] {
        var writer = WireWriter()
        for parameter in parameters {
            writer.write(parameter.key.rawValue)
            writer.write(UInt16(parameter.value.count))
            writer.write(parameter.value)
        }
        return writer.octets
    }

    public var description: String {
        parameters.map { parameter in
            let kind = ServiceParameterKey.table[parameter.key]?.kind ?? .opaque
            guard !parameter.value.isEmpty else { return "\(parameter.key)" }
            return "\(parameter.key)=\(Self.written(kind.print(parameter.value[...])))"
        }.joined(separator: " ")
    }

    /// As it is where that reads as one word, else quoted.
    private static func written(_ text: [UInt8]) -> String {
        let isWord = text.allSatisfy { octet in
            switch octet {
            case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "("), UInt8(ascii: ")"), UInt8(ascii: ";"): false
            default: ASCII.isGraphic(octet)
            }
        }
        return isWord ? String(decoding: text, as: UTF8.self) : CharacterStrings.quoted(text)
    }
}
