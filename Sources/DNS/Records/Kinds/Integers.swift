extension FieldKind {
    static let uint8 = integer(UInt8.self)
    static let uint16 = integer(UInt16.self)
    static let uint32 = integer(UInt32.self)

    /// Seconds, which may be written with units.
    static let seconds = integer(UInt32.self) { Seconds.value($0) }

    /// The algorithm of a key, or its mnemonic (RFC 4034 §A.1, the DNSSEC algorithm numbers of IANA).
    static let algorithm = integer(
        UInt8.self,
        or: [
            "DELETE": 0, "RSAMD5": 1, "DH": 2, "DSA": 3, "ECC": 4, "RSASHA1": 5, "DSA-NSEC3-SHA1": 6, "DSANSEC3SHA1": 6,
            "RSASHA1-NSEC3-SHA1": 7, "RSASHA1NSEC3SHA1": 7, "NSEC3RSASHA1": 7, "RSASHA256": 8, "RSASHA512": 10,
            "ECC-GOST": 12, "ECCGOST": 12, "ECDSAP256SHA256": 13, "ECDSAP384SHA384": 14, "ED25519": 15, "ED448": 16,
            "MLDSA44": 18,
            "INDIRECT": 252, "PRIVATEDNS": 253, "PRIVATEOID": 254,
        ])

    /// RFC 4398 §2.1.
    static let certificateType = integer(
        UInt16.self,
        or: [
            "PKIX": 1, "SPKI": 2, "PGP": 3, "IPKIX": 4, "ISPKI": 5, "IPGP": 6, "ACPKIX": 7, "IACPKIX": 8, "URI": 253,
            "OID": 254,
        ])

    /// RFC 9859 §2.1.
    static let notificationScheme = integer(UInt8.self, or: ["NOTIFY": 1])

    private static func integer<Value: FixedWidthInteger & UnsignedInteger & Sendable>(
        _: Value.Type, or mnemonics: [String: UInt32]
    ) -> FieldKind {
        let largest = UInt32(Value.max)
        return integer(
            Value.self, "integer from 0 to \(largest), or a mnemonic", otherwise: .notAMnemonic(through: largest)
        ) { word in
            Decimal.value(word, through: largest)
                ?? mnemonics[String(decoding: word.map(ASCII.uppercased), as: UTF8.self)]
        }
    }

    /// An unsigned integer, most significant octet first (RFC 1035 §2.3.2), that may have other spellings.
    private static func integer<Value: FixedWidthInteger & UnsignedInteger & Sendable>(
        _: Value.Type, _ summary: String? = nil, otherwise error: FieldError? = nil,
        value: @escaping @Sendable (ArraySlice<UInt8>) -> UInt32? = { Decimal.value($0, through: UInt32(Value.max)) }
    ) -> FieldKind {
        let size = Value.bitWidth / 8
        let error = error ?? .notAnInteger(through: UInt32(Value.max))
        return FieldKind(
            summary ?? "integer from 0 to \(Value.max)",
            parse: { text, wire throws(FieldError) in
                guard let value = value(try text.requiredWord()) else { throw error }
                for octet in (0..<size).reversed() {
                    wire.append(UInt8(truncatingIfNeeded: value >> UInt32(octet * 8)))
                }
            },
            print: { octets in "\(octets.reduce(UInt32(0)) { $0 << 8 | UInt32($1) })" },
            taking: { wire throws(FieldError) in try wire.required(size) })
    }
}
