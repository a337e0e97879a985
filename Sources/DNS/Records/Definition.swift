extension RecordType {
    /// The one entry that says what a type is: its text and its wire form follow from its fields.
    public struct Definition: Sendable {
        public struct Field: Sendable {
            public let name: String
            public let kind: FieldKind
        }

        public let mnemonic: String
        public let type: RecordType
        /// Where the fields are specified.
        public let source: String
        public let fields: [Field]
        /// The text of one, in the spelling in which it is written back; empty where the type has no text.
        public let example: String

        /// Whether a message or the canonical form may differ from the plain wire form.
        let hasNames: Bool
        let hasText: Bool

        private init(
            _ mnemonic: String, _ code: UInt16, _ source: String, _ fields: KeyValuePairs<String, FieldKind>,
            example: String = ""
        ) {
            self.mnemonic = mnemonic
            self.type = RecordType(rawValue: code)
            self.source = source
            self.example = example
            self.fields = fields.map { Field(name: $0.key, kind: $0.value) }
            hasNames = fields.contains { $0.value.hasNames }
            hasText = fields.allSatisfy { $0.value.hasText }
        }

        static let table: [Definition] = [
            .init("A", 1, "RFC 1035 §3.4.1", ["address": .ipv4Address], example: "192.0.2.1"),
            .init("NS", 2, "RFC 1035 §3.3.11", ["name server": .compressibleName], example: "ns1.example.net."),
            .init("CNAME", 5, "RFC 1035 §3.3.1", ["target": .compressibleName], example: "www.example.net."),
            .init(
                "SOA", 6, "RFC 1035 §3.3.13",
                [
                    "mname": .compressibleName, "rname": .compressibleName, "serial": .uint32, "refresh": .seconds,
                    "retry": .seconds, "expire": .seconds, "minimum": .seconds,
                ], example: "ns1.example.net. hostmaster.example.net. 2026010100 3600 600 1209600 300"),
            .init("PTR", 12, "RFC 1035 §3.3.12", ["target": .compressibleName], example: "host.example.net."),
            .init(
                "HINFO", 13, "RFC 1035 §3.3.2", ["CPU": .string, "operating system": .string],
                example: "\"RFC8482\" \"\""),
            .init(
                "MX", 15, "RFC 1035 §3.3.9", ["preference": .uint16, "exchange": .compressibleName],
                example: "10 mail.example.net."),
            .init("TXT", 16, "RFC 1035 §3.3.14", ["strings": .strings], example: "\"v=spf1 mx -all\""),
            .init(
                "RP", 17, "RFC 1183 §2.2", ["mailbox": .name, "text name": .name],
                example: "admin.example.net. contact.example.net."),
            .init("AFSDB", 18, "RFC 1183 §1", ["subtype": .uint16, "host name": .name], example: "1 afs.example.net."),
            .init("X25", 19, "RFC 1183 §3.1", ["address": .string], example: "\"311061700956\""),
            .init(
                "RT", 21, "RFC 1183 §3.3", ["preference": .uint16, "intermediate host": .name],
                example: "10 relay.example.net."),
            .init(
                "KEY", 25, "RFC 2535 §3.1",
                ["flags": .uint16, "protocol": .uint8, "algorithm": .algorithm, "public key": .optionalBase64],
                example:
                    "256 3 13 oJB1W6WNGv+ldvQ3WDG0MQkg5IEhjRip8WTrPYGv07h108dUKGMeDPKijVCHX3DDKdfb+v6oB9wfuh3DTJXUAfI="),
            .init(
                "PX", 26, "RFC 2163 §4", ["preference": .uint16, "map822": .name, "mapx400": .name],
                example: "10 example.net. px.example.net."),
            .init("AAAA", 28, "RFC 3596 §2.2", ["address": .ipv6Address], example: "2001:db8::1"),
            .init(
                "LOC", 29, "RFC 1876 §2", ["location": .location],
                example: "52 22 23.000 N 4 53 32.000 E -2.00m 1.00m 10000.00m 10.00m"),
            .init(
                "SRV", 33, "RFC 2782", ["priority": .uint16, "weight": .uint16, "port": .uint16, "target": .name],
                example: "0 5 5060 sip.example.net."),
            .init(
                "NAPTR", 35, "RFC 3403 §4.1",
                [
                    "order": .uint16, "preference": .uint16, "flags": .string, "services": .string, "regexp": .string,
                    "replacement": .name,
                ], example: "100 10 \"S\" \"SIP+D2U\" \"\" _sip._udp.example.net."),
            .init(
                "KX", 36, "RFC 2230 §3.1", ["preference": .uint16, "exchanger": .name], example: "10 kx.example.net."),
            .init(
                "CERT", 37, "RFC 4398 §2",
                ["type": .certificateType, "key tag": .uint16, "algorithm": .algorithm, "certificate": .base64],
                example: "1 0 0 MIIBkTCB+w=="),
            .init("DNAME", 39, "RFC 6672 §2.1", ["target": .name], example: "example.net."),
            .init("OPT", 41, "RFC 6891 §6.1.2", ["options": .options]),
            .init("APL", 42, "RFC 3123 §4", ["prefixes": .addressPrefixes], example: "1:192.0.2.0/24 !2:2001:db8::/32"),
            .init(
                "DS", 43, "RFC 4034 §5.1", delegationSigner,
                example: "60485 8 2 d4b7d520e7bb5f0f67674a0cceb1e3e0614b93c4f9e99b8383f6a1e4469da50a"),
            .init(
                "SSHFP", 44, "RFC 4255 §3.1",
                ["algorithm": .uint8, "fingerprint type": .uint8, "fingerprint": .digest([1: 20, 2: 32])],
                example: "4 2 123456789abcdef67890123456789abcdef67890123456789abcdef123456789"),
            .init(
                "IPSECKEY", 45, "RFC 4025 §2.1",
                ["precedence": .uint8, "gateway": .gateway, "public key": .optionalBase64],
                example: "10 1 2 192.0.2.38 AQNRU3mG7TVTO2BkR47usntb102uFJtugbo6BSGvgqt4AQ=="),
            .init(
                "RRSIG", 46, "RFC 4034 §3.1",
                [
                    "type covered": .recordType, "algorithm": .algorithm, "labels": .uint8, "original TTL": .seconds,
                    "expiration": .time, "inception": .time, "key tag": .uint16, "signer's name": .name,
                    "signature": .base64,
                ],
                example:
                    "A 13 3 3600 20380119031407 20370119031407 60485 example.net. oJB1W6WNGv+ldvQ3WDG0MQkg5IEhjRip8WTrPYGv07h108dUKGMeDPKijVCHX3DDKdfb+v6oB9wfuh3DTJXUAfI="
            ),
            .init(
                "NSEC", 47, "RFC 4034 §4.1", ["next name": .verbatimName, "types": .types],
                example: "host.example.net. A MX RRSIG NSEC TYPE1234"),
            .init(
                "DNSKEY", 48, "RFC 4034 §2.1", key,
                example:
                    "257 3 13 mdsswUyr3DPW132mOi8V9xESWE8jTo0dxCjjnopKl+GqJxpVXckHAeF+KkxLbxILfDLUT0rAK9iUzy1L53eKGQ=="),
            .init(
                "DHCID", 49, "RFC 4701 §3.1", ["identifier": .base64],
                example: "AAIBY2/AuCccgoJbsaxcQc9TUapptP69lOjxfNuVAA2kjEA="),
            .init(
                "NSEC3", 50, "RFC 5155 §3.2",
                [
                    "hash algorithm": .uint8, "flags": .uint8, "iterations": .uint16, "salt": .salt,
                    "next hashed owner": .hashedOwner, "types": .types,
                ], example: "1 0 0 - 2t7b4g4vsa5smi47k61mv5bv1a22bojr A RRSIG"),
            .init(
                "NSEC3PARAM", 51, "RFC 5155 §4.2",
                ["hash algorithm": .uint8, "flags": .uint8, "iterations": .uint16, "salt": .salt], example: "1 0 0 -"),
            .init(
                "TLSA", 52, "RFC 6698 §2.1", association,
                example: "3 1 1 8d02536c887482bc34ff54e41d2ba659bf85b341a0a20afadb5813dcfbcf286d"),
            .init(
                "SMIMEA", 53, "RFC 8162 §2", association,
                example: "3 1 1 8d02536c887482bc34ff54e41d2ba659bf85b341a0a20afadb5813dcfbcf286d"),
            .init(
                "HIP", 55, "RFC 8005 §5", ["host identity": .hostIdentity, "rendezvous servers": .verbatimNames],
                example: "2 200100107b1a74df365639cc39f1d578 AwEAAbdxyhNuSutc5EMzxTs9LBPCIkOFH8cIvM4p rvs.example.net."),
            .init(
                "NINFO", 56, "IANA, NINFO/ninfo-completed-template", ["strings": .strings],
                example: "\"in maintenance\""),
            .init(
                "CDS", 59, "RFC 7344 §3.1", delegationSigner,
                example: "60485 8 2 d4b7d520e7bb5f0f67674a0cceb1e3e0614b93c4f9e99b8383f6a1e4469da50a"),
            .init(
                "CDNSKEY", 60, "RFC 7344 §3.2", key,
                example:
                    "257 3 13 mdsswUyr3DPW132mOi8V9xESWE8jTo0dxCjjnopKl+GqJxpVXckHAeF+KkxLbxILfDLUT0rAK9iUzy1L53eKGQ=="),
            .init(
                "OPENPGPKEY", 61, "RFC 7929 §2.1", ["key": .base64],
                example: "mDMEXEcE6RYJKwYBBAHaRw8BAQdArjWwk3FAqyiFbFBKT4TzXcVBqPTB3gmzlC/Ub7O1u10="),
            .init(
                "CSYNC", 62, "RFC 7477 §2.1", ["serial": .uint32, "flags": .uint16, "types": .types],
                example: "66 3 A NS AAAA"),
            .init(
                "ZONEMD", 63, "RFC 8976 §2.2",
                [
                    "serial": .uint32, "scheme": .uint8, "hash algorithm": .uint8,
                    "digest": .digest([1: 48, 2: 64], least: 12),
                ],
                example:
                    "2026010100 1 1 c68090d90a7aed716bc459f9340e3d7c1370d4d24b7e2fc3a1ddc0b9a87153b9a9713b3c9ae5cc27777f98b8e730044c"
            ),
            .init(
                "SVCB", 64, "RFC 9460 §2",
                ["priority": .uint16, "target": .verbatimName, "parameters": .serviceParameters],
                example: "1 svc.example.net. port=8443"),
            .init(
                "HTTPS", 65, "RFC 9460 §9",
                ["priority": .uint16, "target": .verbatimName, "parameters": .serviceParameters],
                example: "1 . alpn=h2,h3"),
            .init(
                "DSYNC", 66, "RFC 9859 §2",
                ["type": .recordType, "scheme": .notificationScheme, "port": .uint16, "target": .verbatimName],
                example: "CDS 1 5300 notify.example.net."),
            .init("SPF", 99, "RFC 4408 §3.1.1", ["strings": .strings], example: "\"v=spf1 mx -all\""),
            .init(
                "NID", 104, "RFC 6742 §2.1", ["preference": .uint16, "node identifier": .nodeIdentifier],
                example: "10 0014:4fff:ff20:ee64"),
            .init(
                "L32", 105, "RFC 6742 §2.2", ["preference": .uint16, "locator": .ipv4Address], example: "10 192.0.2.1"),
            .init(
                "L64", 106, "RFC 6742 §2.3", ["preference": .uint16, "locator": .nodeIdentifier],
                example: "10 2001:0db8:1140:1000"),
            .init(
                "LP", 107, "RFC 6742 §2.4", ["preference": .uint16, "target": .verbatimName],
                example: "10 l64.example.net."),
            .init("EUI48", 108, "RFC 7043 §3", ["address": .eui48], example: "00-00-5e-00-53-2a"),
            .init("EUI64", 109, "RFC 7043 §4", ["address": .eui64], example: "00-00-5e-ef-10-00-00-2a"),
            .init(
                "URI", 256, "RFC 7553 §4", ["priority": .uint16, "weight": .uint16, "target": .target],
                example: "10 1 \"https://www.example.net/\""),
            .init(
                "CAA", 257, "RFC 8659 §4.1", ["flags": .uint8, "tag": .tag, "value": .longString],
                example: "0 issue \"ca.example.net\""),
            .init(
                "AVC", 258, "IANA, AVC/avc-completed-template", ["strings": .strings], example: "\"app-name:WOLFGANG\""),
            .init(
                "AMTRELAY", 260, "RFC 8777 §4.1", ["precedence": .uint8, "relay": .relay],
                example: "10 0 1 203.0.113.15"),
            .init("RESINFO", 261, "RFC 9606 §5", ["strings": .strings], example: "\"qnamemin\" \"exterr=15,16,17\""),
            .init(
                "WALLET", 262, "IANA, WALLET/wallet-completed-template", ["strings": .strings],
                example: "\"ETH\" \"0x0000000000000000000000000000000000000000\""),
            .init(
                "DLV", 32769, "RFC 4431 §2", delegationSigner,
                example: "60485 8 2 d4b7d520e7bb5f0f67674a0cceb1e3e0614b93c4f9e99b8383f6a1e4469da50a"),
        ]

        private static let delegationSigner: KeyValuePairs<String, FieldKind> = [
            "key tag": .uint16, "algorithm": .algorithm, "digest type": .uint8,
            "digest": .digest([1: 20, 2: 32, 3: 32, 4: 48, 5: 32, 6: 32]),
        ]

        private static let key: KeyValuePairs<String, FieldKind> = [
            "flags": .uint16, "protocol": .uint8, "algorithm": .algorithm, "public key": .base64,
        ]

        private static let association: KeyValuePairs<String, FieldKind> = [
            "usage": .uint8, "selector": .uint8, "matching type": .uint8, "association": .digest([1: 32, 2: 64]),
        ]
    }
}
