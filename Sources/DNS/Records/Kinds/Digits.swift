extension FieldKind {
    /// Octets in Base64, to the end, with spaces anywhere (RFC 4034 §2.2).
    static let base64 = digits(
        "Base64", otherwise: .notBase64,
        parse: { Base64.octets($0[...]) }, print: { String(decoding: Base64.text($0), as: UTF8.self) })

    /// Octets in Base64 that need not be there (RFC 4025 §2.4).
    static let optionalBase64 = digits(
        "Base64 or nothing", isOptional: true, otherwise: .notBase64,
        parse: { Base64.octets($0[...]) }, print: { String(decoding: Base64.text($0), as: UTF8.self) })

    /// Octets in hexadecimal, to the end, with spaces anywhere (RFC 4034 §5.3), as many as the algorithm in the octet
    /// before them makes.
    ///
    /// - Parameters:
    ///   - sizes: Octets, by the number of the algorithm.
    ///   - least: Octets of an algorithm that is not known.
    static func digest(_ sizes: [UInt8: Int], least: Int = 1) -> FieldKind {
        digits(
            "hexadecimal digits, two for an octet, as many as the algorithm wants", otherwise: .notHexadecimal,
            parse: { Hexadecimal.octets($0) }, print: { Hexadecimal.text($0) },
            check: { count, algorithm throws(FieldError) in
                if let size = algorithm.flatMap({ sizes[$0] }) {
                    guard count == size else { throw .notADigest(octets: size) }
                } else if count < least {
                    throw .tooShortADigest(octets: least)
                }
            })
    }

    private static func digits(
        _ summary: String, isOptional: Bool = false, otherwise error: FieldError,
        parse: @escaping @Sendable ([UInt8]) -> [UInt8]?, print: @escaping @Sendable (ArraySlice<UInt8>) -> String,
        check: @escaping @Sendable (_ count: Int, _ before: UInt8?) throws(FieldError) -> Void = { _, _ in }
    ) -> FieldKind {
        FieldKind(
            summary,
            parse: { text, wire throws(FieldError) in
                let start = text.nextPlace()
                var digits: [UInt8] = []
                while let word = try text.nextWord() { digits += word }
                guard !digits.isEmpty || isOptional else { throw .missing }
                guard let octets = parse(digits) else {
                    text.point(at: start)
                    throw error
                }
                do throws(FieldError) {
                    try check(octets.count, wire.last)
                } catch {
                    text.point(at: start)
                    throw error
                }
                wire += octets
            },
            print: { wire throws(FieldError) in
                let octets = wire.rest()
                guard !octets.isEmpty || isOptional else { throw .endsEarly }
                return print(octets)
            },
            read: { message, wire throws(FieldError) in
                let octets = message.rest()
                try check(octets.count, wire.last)
                wire += octets
            },
            write: { wire, message throws(FieldError) in message.write(wire.rest()) })
    }

    /// The salt of NSEC3, with its length before it; `-` has none (RFC 5155 §3.3).
    static let salt = counted(
        "hexadecimal digits, two for an octet, or -", otherwise: .notASalt,
        parse: { text throws(FieldError) in
            let word = try text.requiredWord()
            return word.elementsEqual("-".utf8) ? [] : word.isEmpty ? nil : Hexadecimal.octets(Array(word))
        },
        print: { $0.isEmpty ? "-" : Hexadecimal.text($0) })

    /// The hash of the next owner, with its length before it (RFC 5155 §3.3).
    static let hashedOwner = counted(
        "Base32 with the extended hex alphabet", otherwise: .notBase32Hex,
        parse: { text throws(FieldError) in Base32Hex.octets(try text.requiredWord()) },
        print: { Base32Hex.text($0) }, accepts: { !$0.isEmpty })
}
