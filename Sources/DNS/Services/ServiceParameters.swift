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
    /// - Throws: also when the list as a whole does not agree with itself; see `checkConsistency`.
    public init(parsing text: some StringProtocol) throws(ServiceParameterError) {
        var reader = TextReader(text)
        try self.init(reading: &reader)
    }

    init(reading reader: inout TextReader) throws(ServiceParameterError) {
        var values: [ServiceParameterKey: [UInt8]] = [:]
        while let (name, token) = try Self.pair(&reader) {
            let numbered = ServiceParameterKey(numbered: name)
            guard let key = numbered ?? ServiceParameterKey(String(decoding: name, as: UTF8.self)) else {
                throw .unknownKey(String(decoding: name, as: UTF8.self))
            }
            guard values[key] == nil else { throw .duplicate(key) }
            let kind = ServiceParameterKey.table[key]?.kind
            do throws(ServiceValueError) {
                // RFC 9460 §2.1: the value of a key written as its number is the wire form, whatever the key.
                let value = try (numbered == nil ? kind ?? .opaque : .opaque).parse(token)
                guard value.count <= 0xFFFF else { throw .tooLong }
                try kind?.check(value[...])
                values[key] = value
            } catch {
                throw .value(key, error)
            }
        }
        parameters = values.sorted { $0.key < $1.key }.map { Parameter(key: $0.key, value: $0.value) }
        try checkConsistency()
    }

    private static func pair(
        _ reader: inout TextReader
    ) throws(ServiceParameterError) -> (key: ArraySlice<UInt8>, value: TextReader.Token?)? {
        do {
            return try reader.pair()
        } catch {
            throw .text(error)
        }
    }

    /// The wire form of RFC 9460 §2.2: every key once, in order, every value of the form that its key wants.
    ///
    /// A list that does not agree with itself is taken: what others serve is held as it is (`checkConsistency`).
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

    /// RFC 9460 §2.4.3: every mandatory key is there, and `alpn` where `no-default-alpn` is.
    public func checkConsistency() throws(ServiceParameterError) {
        if let mandatory = self[.mandatory] {
            for key in ServiceParameterKind.keys(in: mandatory[...]) where self[key] == nil {
                throw .missingMandatory(key)
            }
        }
        if self[.noDefaultALPN] != nil, self[.alpn] == nil { throw .noDefaultALPNWithoutALPN }
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
