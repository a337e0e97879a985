import Records

/// The table of the record model, stated once more and apart from the one that is tested.
struct ModelType: Sendable {
    let number: Int64
    let typeString: String
    let value: String
    /// Field → what stands where it is absent; nil: it is required.
    let fields: [String: JSON?]
    /// What else must be sent, with something valid in it.
    var required: [String: JSON] = [:]

    static let address: [String: JSON?] = ["weight": .some(.null), "monitorType": .some(0)]

    static let all: [ModelType] = [
        .init(number: 0, typeString: "A", value: "192.0.2.1", fields: address),
        .init(number: 1, typeString: "AAAA", value: "2001:db8::1", fields: address),
        .init(number: 2, typeString: "CNAME", value: "host.example.net", fields: address),
        .init(number: 3, typeString: "TXT", value: "some text", fields: [:]),
        .init(number: 4, typeString: "MX", value: "mail.example.net", fields: ["priority": .some(10)]),
        .init(number: 5, typeString: "Redirect", value: "https://example.net/", fields: [:]),
        .init(number: 6, typeString: "Flatten", value: "host.example.net", fields: [:]),
        .init(number: 7, typeString: "PullZone", value: "zone", fields: [:]),
        .init(
            number: 8, typeString: "SRV", value: "sip.example.net",
            fields: ["priority": .some(0), "weight": .some(0), "port": .none], required: ["port": 5060]),
        .init(
            number: 9, typeString: "CAA", value: "ca.example.net", fields: ["flags": .some(0), "tag": .none],
            required: ["tag": "issue"]),
        .init(number: 10, typeString: "PTR", value: "host.example.net", fields: [:]),
        .init(number: 11, typeString: "Script", value: "script-1", fields: [:]),
        .init(number: 12, typeString: "NS", value: "ns.example.net", fields: [:]),
        .init(number: 13, typeString: "SVCB", value: "svc.example.net", fields: ["priority": .some(1)]),
        .init(number: 14, typeString: "HTTPS", value: "svc.example.net", fields: ["priority": .some(1)]),
        .init(number: 15, typeString: "TLSA", value: "3 1 0 00ff", fields: [:]),
        .init(number: 1013, typeString: "HINFO", value: "\"a\" \"b\"", fields: [:]),
        .init(number: 1043, typeString: "DS", value: "1 8 0 00", fields: [:]),
        .init(number: 66280, typeString: "TYPE65280", value: "\\# 2 abcd", fields: [:]),
    ]
}

/// A member and what may stand in it.
struct ModelMember: Sendable {
    let name: String
    let wrongTypes: [JSON]
    let inRange: [JSON]
    let outOfRange: [JSON]
    var malformed: [JSON] = []

    private static func integer(_ name: String, _ low: Int64, _ high: Int64) -> ModelMember {
        .init(
            name: name, wrongTypes: ["1", true, .number(1.5), [], [:]],
            inRange: [.integer(low), .integer(high)],
            outOfRange: [.integer(low - 1), .integer(high + 1), .integer(.max), .numeral("1e300")])
    }

    /// Those that only some types have.
    static let fields = [
        integer("weight", 0, 65535),
        integer("priority", 0, 65535),
        integer("port", 0, 65535),
        integer("flags", 0, 255),
        ModelMember(
            name: "tag", wrongTypes: [1, false, [], [:]], inRange: ["a", "abcdefghij12345"],
            outOfRange: ["abcdefghij123456"], malformed: ["", "is-sue", "ïssue"]),
        integer("monitorType", 0, 3),
    ]

    static let ttl = integer("ttl", 15, 86400)
    static let comment = ModelMember(
        name: "comment", wrongTypes: [1, false, [], [:]],
        inRange: ["", .string(String(repeating: "é", count: 500))],
        outOfRange: [.string(String(repeating: "c", count: 501))], malformed: ["a\u{0}b", "\u{1B}[1m"])
    static let name = ModelMember(name: "name", wrongTypes: [1, false, [], [:]], inRange: [], outOfRange: [])
    static let value = ModelMember(
        name: "value", wrongTypes: [1, false, [], [:]], inRange: [], outOfRange: [], malformed: [""])
}

/// A parameter of SVCB and HTTPS with one thing wrong, and how its message begins.
struct ModelParameter: Sendable {
    let text: String
    let message: String

    /// Each wrong by itself, whichever others stand beside it.
    static let all: [ModelParameter] = [
        .init(text: "alpn", message: "value: alpn: needs a value"),
        .init(text: "port=99999", message: "value: port: not an integer from 0 to 65535"),
        .init(text: "ipv4hint=::1", message: "value: ipv4hint: not a list of IPv4 addresses"),
        .init(text: "ohttp=1", message: "value: ohttp: takes no value"),
        .init(text: "nokey=1", message: "value: \"nokey\" is no known parameter"),
        .init(text: "key65400=a key65400=b", message: "value: key65400 is given twice"),
        .init(text: "mandatory=ech", message: "value: mandatory: ech is listed but not given"),
    ]

    static let subsets: [[ModelParameter]] = (0..<1 << all.count).map { bits in
        all.indices.filter { bits >> $0 & 1 == 1 }.map { all[$0] }
    }
}
