extension FieldKind {
    /// The type of the gateway, the algorithm of the key, and the gateway (RFC 4025 §2.3, §2.4, §2.5).
    static let gateway = relay(
        "type from 0 to 3, algorithm, and gateway",
        parse: { text throws(FieldError) in
            let type = try text.gatewayType()
            return ([type, try text.requiredUInt8()], type)
        },
        print: { "\($0[0]) \($0[1])" }, size: 2, type: { $0[0] })

    /// The discovery bit, the type of the relay, and the relay (RFC 8777 §4.2).
    static let relay = relay(
        "discovery bit, type from 0 to 3, and relay",
        parse: { text throws(FieldError) in
            let isOptional = try text.requiredUInt8(through: 1)
            let type = try text.gatewayType()
            return ([isOptional << 7 | type], type)
        },
        print: { "\($0[0] >> 7) \($0[0] & 0x7F)" }, size: 1, type: { $0[0] & 0x7F })

    private static func relay(
        _ summary: String,
        parse: @escaping @Sendable (inout TextReader) throws(FieldError) -> (head: [UInt8], type: UInt8),
        print: @escaping @Sendable ([UInt8]) -> String, size: Int, type: @escaping @Sendable ([UInt8]) -> UInt8
    ) -> FieldKind {
        FieldKind(
            summary,
            parse: { text, wire throws(FieldError) in
                let (head, type) = try parse(&text)
                guard let kind = FieldKind.gateway(ofType: type) else { throw .notAGateway }
                wire += head
                guard let kind else {
                    guard try text.requiredWord().elementsEqual(".".utf8) else { throw .notAGateway }
                    return
                }
                try kind.parse(&text, &wire)
            },
            print: { wire throws(FieldError) in
                guard let head = wire.octets(size).map(Array.init) else { throw .endsEarly }
                guard let kind = gateway(ofType: type(head)) else { throw .notAGateway }
                return print(head) + " " + (try kind?.print(&wire) ?? ".")
            },
            read: { message, wire throws(FieldError) in
                guard let head = message.octets(size).map(Array.init) else { throw .endsEarly }
                wire += head
                // What a later type is followed by is not known.
                guard let kind = gateway(ofType: type(head)) else { return wire += message.rest() }
                try kind?.read(&message, &wire)
            },
            write: { wire, message throws(FieldError) in message.write(wire.rest()) })
    }

    /// Nil for a type that is not known; `.some(nil)` where nothing follows.
    fileprivate static func gateway(ofType type: UInt8) -> FieldKind?? {
        switch type {
        case 0: .some(nil)
        case 1: .ipv4Address
        case 2: .ipv6Address
        case 3: .verbatimName
        default: nil
        }
    }
}

extension TextReader {
    fileprivate mutating func gatewayType() throws(FieldError) -> UInt8 {
        guard let type = Decimal.value(try requiredWord(), through: 3) else { throw .notAGateway }
        return UInt8(type)
    }
}
