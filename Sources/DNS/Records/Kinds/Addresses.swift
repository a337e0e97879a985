extension FieldKind {
    static let ipv4Address = address(
        "IPv4 address", size: 4, otherwise: .notAnIPv4Address,
        parse: { IPv4Address(text: $0)?.octets }, print: { IPv4Address(octets: $0)?.description })

    static let ipv6Address = address(
        "IPv6 address", size: 16, otherwise: .notAnIPv6Address,
        parse: { IPv6Address(text: $0)?.octets }, print: { IPv6Address(octets: $0)?.description })

    private static func address(
        _ summary: String, size: Int, otherwise error: FieldError,
        parse: @escaping @Sendable (ArraySlice<UInt8>) -> [UInt8]?,
        print: @escaping @Sendable (ArraySlice<UInt8>) -> String?
    ) -> FieldKind {
        FieldKind(
            summary,
            parse: { text, wire throws(FieldError) in
                guard let octets = parse(try text.requiredWord()) else { throw error }
                wire += octets
            },
            print: { wire throws(FieldError) in
                guard let octets = wire.octets(size), let text = print(octets) else { throw .endsEarly }
                return text
            },
            read: { message, wire throws(FieldError) in
                guard let octets = message.octets(size) else { throw .endsEarly }
                wire += octets
            },
            write: { wire, message throws(FieldError) in
                guard let octets = wire.octets(size) else { throw .endsEarly }
                message.write(octets)
            })
    }
}
