/// What the value of a service parameter may be.
struct ServiceParameterKind: Sendable {
    /// The wire form of a value as written; nil where there is no `=`.
    let parse: @Sendable (TextReader.Token?) throws(ServiceValueError) -> [UInt8]
    /// The text of a value that `check` has passed, before it is quoted.
    let print: @Sendable (ArraySlice<UInt8>) -> [UInt8]
    /// Whether the wire form is right.
    let check: @Sendable (ArraySlice<UInt8>) throws(ServiceValueError) -> Void

    /// Any octets.
    static let opaque = ServiceParameterKind(
        parse: { token throws(ServiceValueError) in try unescaped(token) },
        print: { Array($0) },
        check: { _ throws(ServiceValueError) in })

    static let empty = ServiceParameterKind(
        parse: { token throws(ServiceValueError) in
            guard token?.raw.isEmpty ?? true else { throw .unexpected }
            return []
        },
        print: { _ in [] },
        check: { wire throws(ServiceValueError) in
            guard wire.isEmpty else { throw .unexpected }
        })

    static let port = ServiceParameterKind(
        parse: { token throws(ServiceValueError) in
            guard let port = Decimal.value(try plain(token), through: 0xFFFF) else { throw .notAPort }
            return [UInt8(port >> 8), UInt8(port & 0xFF)]
        },
        print: { Array("\($0.reduce(0) { $0 << 8 | Int($1) })".utf8) },
        check: { wire throws(ServiceValueError) in
            guard wire.count == 2 else { throw .notAPort }
        })

    static let ipv4Addresses = addresses(
        size: 4, otherwise: .notIPv4Addresses, parse: { IPv4Address(text: $0)?.octets },
        print: { IPv4Address(octets: $0)?.description })

    static let ipv6Addresses = addresses(
        size: 16, otherwise: .notIPv6Addresses, parse: { IPv6Address(text: $0)?.octets },
        print: { IPv6Address(octets: $0)?.description })

    private static func addresses(
        size: Int, otherwise error: ServiceValueError,
        parse: @escaping @Sendable (ArraySlice<UInt8>) -> [UInt8]?,
        print: @escaping @Sendable (ArraySlice<UInt8>) -> String?
    ) -> ServiceParameterKind {
        ServiceParameterKind(
            parse: { token throws(ServiceValueError) in
                var wire: [UInt8] = []
                for part in try plain(token).split(separator: comma, omittingEmptySubsequences: false) {
                    guard let octets = parse(part) else { throw error }
                    wire += octets
                }
                return wire
            },
            print: { wire in
                let starts = stride(from: wire.startIndex, to: wire.endIndex, by: size)
                return Array(starts.compactMap { print(wire[$0..<$0 + size]) }.joined(separator: ",").utf8)
            },
            check: { wire throws(ServiceValueError) in
                guard !wire.isEmpty, wire.count.isMultiple(of: size) else { throw error }
            })
    }

    /// An ECHConfigList: its length in two octets, then as many (RFC 9849 §4).
    static let echConfigurations = ServiceParameterKind(
        parse: { token throws(ServiceValueError) in
            guard let octets = Base64.octets(try plain(token)) else { throw .notECHConfigurations }
            return octets
        },
        print: { Base64.text($0) },
        check: { wire throws(ServiceValueError) in
            guard wire.count >= 6, wire.prefix(2).reduce(0, { $0 << 8 | Int($1) }) == wire.count - 2 else {
                throw .notECHConfigurations
            }
        })

    static let uriTemplate = ServiceParameterKind(
        parse: { token throws(ServiceValueError) in try unescaped(token) },
        print: { Array($0) },
        check: { wire throws(ServiceValueError) in
            guard !wire.isEmpty else { throw .missing }
            guard String(validating: wire, as: UTF8.self) != nil else { throw .notAURITemplate }
        })

    static let comma = UInt8(ascii: ",")

    static func unescaped(_ token: TextReader.Token?) throws(ServiceValueError) -> [UInt8] {
        do {
            return try token?.unescaped() ?? []
        } catch {
            throw .text(error)
        }
    }

    /// The value of a key that RFC 9460 wants written without escapes, "to enable simpler parsing".
    static func plain(_ token: TextReader.Token?) throws(ServiceValueError) -> ArraySlice<UInt8> {
        guard let raw = token?.raw, !raw.isEmpty else { throw .missing }
        guard !raw.contains(UInt8(ascii: "\\")) else { throw .escape }
        return raw
    }
}
