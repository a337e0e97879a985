extension FieldKind {
    /// Octets with their count in one octet before them.
    ///
    /// - Parameters:
    ///   - error: Thrown for octets that are more than 255 or not accepted, wherever they stand, and for text that is none.
    ///   - parse: The octets that the text says; nil if it says none.
    static func counted(
        _ summary: String, otherwise error: FieldError,
        parse: @escaping @Sendable (inout TextReader) throws(FieldError) -> [UInt8]?,
        print: @escaping @Sendable (ArraySlice<UInt8>) -> String,
        accepts: @escaping @Sendable (ArraySlice<UInt8>) -> Bool = { _ in true }
    ) -> FieldKind {
        @Sendable func take(_ wire: inout WireReader) throws(FieldError) -> ArraySlice<UInt8> {
            guard let count = wire.uint8(), let octets = wire.octets(Int(count)) else { throw .endsEarly }
            guard accepts(octets) else { throw error }
            return octets
        }
        return FieldKind(
            summary,
            parse: { text, wire throws(FieldError) in
                guard let octets = try parse(&text), octets.count <= UInt8.max, accepts(octets[...]) else {
                    throw error
                }
                wire.append(UInt8(octets.count))
                wire += octets
            },
            print: { wire throws(FieldError) in print(try take(&wire)) },
            read: { message, wire throws(FieldError) in
                let octets = try take(&message)
                wire.append(UInt8(octets.count))
                wire += octets
            },
            write: { wire, message throws(FieldError) in
                let octets = try take(&wire)
                message.write(UInt8(octets.count))
                message.write(octets)
            })
    }
}
