import DNS

/// Records as text, spelled in all the ways that the presentation form has, the same for the same seed.
struct RandomRecords {
    static let types = [
        "A", "NS", "CNAME", "SOA", "PTR", "HINFO", "MX", "TXT", "RP", "AFSDB", "X25", "RT", "KEY", "PX", "AAAA", "LOC",
        "SRV", "NAPTR", "KX", "CERT", "DNAME", "APL", "DS", "SSHFP", "IPSECKEY", "RRSIG", "NSEC", "DNSKEY", "DHCID",
        "NSEC3", "NSEC3PARAM", "TLSA", "SMIMEA", "HIP", "NINFO", "CDS", "CDNSKEY", "OPENPGPKEY", "CSYNC", "ZONEMD",
        "SVCB",
        "HTTPS", "DSYNC", "SPF", "NID", "L32", "L64", "LP", "EUI48", "EUI64", "URI", "CAA", "AVC", "AMTRELAY",
        "RESINFO", "WALLET", "DLV", "TYPE65280",
    ].map { RecordType($0)! }

    private var generator: SeededGenerator

    init(seed: UInt64) {
        generator = SeededGenerator(seed: seed)
    }

    mutating func text(of type: RecordType) -> String {
        switch type.description {
        case "A": ipv4Address()
        case "AAAA": ipv6Address()
        case "NS", "CNAME", "PTR", "DNAME": name()
        case "RP": "\(name()) \(name())"
        case "MX", "AFSDB", "RT", "KX", "LP": "\(uint16()) \(name())"
        case "PX": "\(uint16()) \(name()) \(name())"
        case "SOA": "\(name()) \(name()) \(uint32()) \((0..<4).map { _ in seconds() }.joined(separator: " "))"
        case "TXT", "SPF", "NINFO", "AVC", "RESINFO", "WALLET":
            (0..<number(1...5)).map { _ in string(octets(0...255)) }.joined(separator: number(1...3) == 1 ? "\t" : " ")
        case "HINFO": "\(string(octets(0...255))) \(string(octets(0...255)))"
        case "X25": string(Array("\(number(1_000_000...9_999_999))".utf8))
        case "SRV": "\(uint16()) \(uint16()) \(uint16()) \(name())"
        case "NAPTR":
            "\(uint16()) \(uint16()) \((0..<3).map { _ in string(octets(0...255)) }.joined(separator: " ")) \(name())"
        case "URI": "\(uint16()) \(uint16()) \(string(octets(1...300)))"
        case "CAA": "\(number(0...255)) \(tag()) \(string(octets(0...400)))"
        case "SVCB", "HTTPS": service()
        case "LOC": location()
        case "CERT":
            "\(["PKIX", "PGP", "URI", "\(uint16())"][number(0...3)]) \(uint16()) \(algorithm()) \(base64(1...100))"
        // More bits and there would be no key (RFC 2535 §3.1.2).
        case "KEY": "\(uint16() & 0x3FFF) \(uint8()) \(algorithm()) \(base64(1...300))"
        case "DNSKEY", "CDNSKEY": "\(uint16()) \(uint8()) \(algorithm()) \(base64(1...300))"
        case "DS", "CDS", "DLV":
            [(1, 20), (2, 32), (4, 48), (9, 11)].map {
                "\(uint16()) \(algorithm()) \($0) \(hexadecimal($1...$1))"
            }[number(0...3)]
        case "SSHFP": [(1, 20), (2, 32), (7, 9)].map { "\(uint8()) \($0) \(hexadecimal($1...$1))" }[number(0...2)]
        case "TLSA", "SMIMEA":
            [(0, 50), (1, 32), (2, 64), (9, 7)].map { "\(uint8()) \(uint8()) \($0) \(hexadecimal($1...$1))" }[
                number(0...3)]
        case "ZONEMD":
            [(1, 48), (2, 64), (77, 20)].map { "\(uint32()) 1 \($0) \(hexadecimal($1...$1))" }[number(0...2)]
        case "APL": (0..<number(0...4)).map { _ in addressPrefix() }.joined(separator: " ")
        case "IPSECKEY": "\(uint8()) \(gateway { "\($1) \($0.number(1...2))" }) \(base64(1...60))"
        case "AMTRELAY": "\(uint8()) \(gateway { "\($0.number(0...1)) \($1)" })"
        case "RRSIG":
            "\(typeWord()) \(algorithm()) \(uint8()) \(uint32() >> 1) \(time()) \(time()) \(uint16()) \(name()) "
                + base64(1...100)
        case "NSEC": "\(name()) \(typeWords(1))"
        case "NSEC3":
            "1 \(uint8()) \(uint16()) \(salt()) \(base32Hex(octets(1...40))) \(typeWords(0))"
        case "NSEC3PARAM": "1 \(uint8()) \(uint16()) \(salt())"
        case "CSYNC": "\(uint32()) \(uint16()) \(typeWords(0))"
        case "DHCID", "OPENPGPKEY": base64(1...300)
        case "HIP":
            "\(uint8()) \(hexadecimal(octets(1...30))) \(unbroken(base64(1...100)))"
                + (0..<number(0...3)).map { _ in " " + name() }.joined()
        case "DSYNC": "\(typeWord()) \(["NOTIFY", "\(uint8())"][number(0...1)]) \(uint16()) \(name())"
        case "NID", "L64": "\(uint16()) \(groups(4, 2, ":"))"
        case "L32": "\(uint16()) \(ipv4Address())"
        case "EUI48": groups(6, 1, "-")
        case "EUI64": groups(8, 1, "-")
        default: generic()
        }
    }

    mutating func record(of type: RecordType) -> ResourceRecord {
        let (owner, text) = (name(), text(of: type))
        return ResourceRecord(
            owner: try! Name(owner), ttl: uint32() >> 1, rdata: try! RDATA(type, text: text))
    }

    mutating func message() -> Message {
        var records: [ResourceRecord] = []
        for _ in 0..<number(0...8) { records.append(record(of: Self.types.randomElement(using: &generator)!)) }
        let parts = (number(0...records.count), number(0...records.count))
        let (first, second) = (min(parts.0, parts.1), max(parts.0, parts.1))
        let options = (0..<number(0...2)).map { _ in
            EDNS.Option(code: UInt16(number(65001...65534)), data: octets(0...20))
        }
        let edns = EDNS(udpPayloadSize: uint16(), dnssecOK: number(0...1) == 0, options: options)
        return Message(
            id: uint16(), flags: Flags(rawValue: uint16()).subtracting(.tc),
            responseCode: .init(rawValue: UInt16(number(0...10))),
            questions: [Question(name: try! Name(name()), type: Self.types.randomElement(using: &generator)!)],
            answers: Array(records[..<first]), authorities: Array(records[first..<second]),
            additionals: Array(records[second...]), edns: number(0...1) == 0 ? edns : nil)
    }

    mutating func number(_ range: ClosedRange<Int>) -> Int { Int.random(in: range, using: &generator) }
    /// Mostly evenly spread, sometimes an end of the range.
    mutating func uint16() -> UInt16 {
        [0, .max, UInt16(number(0...65535)), UInt16(number(0...65535))][number(0...3)]
    }
    mutating func uint32() -> UInt32 {
        [0, .max, UInt32(number(0...4_294_967_295)), UInt32(number(0...100_000))][number(0...3)]
    }

    mutating func uint8() -> UInt8 { [0, .max, UInt8(number(0...255)), UInt8(number(0...255))][number(0...3)] }

    mutating func octets(_ counts: ClosedRange<Int>) -> [UInt8] {
        let count =
            number(0...3) == 0
            ? number(counts) : number(counts.lowerBound...min(counts.upperBound, max(counts.lowerBound, 20)))
        return (0..<count).map { _ in
            number(0...3) == 0 ? UInt8(number(0...255)) : Array(#"abcXYZ019-_.,;"\=() "#.utf8)[number(0...19)]
        }
    }

    mutating func ipv4Address() -> String { (0..<4).map { _ in "\(number(0...255))" }.joined(separator: ".") }

    mutating func ipv6Address() -> String {
        let groups = (0..<8).map { _ in number(0...1) == 0 ? 0 : number(0...65535) }
        func text(_ groups: some Sequence<Int>) -> String {
            groups.map { group in
                let digits = String(group, radix: 16, uppercase: number(0...3) == 0)
                return number(0...3) == 0 ? String(repeating: "0", count: 4 - digits.count) + digits : digits
            }.joined(separator: ":")
        }
        if number(0...4) == 0 { return text(groups[..<6]) + ":" + ipv4Address() }
        if number(0...4) == 0 { return "::ffff:" + ipv4Address() }
        guard let start = groups.firstIndex(of: 0), number(0...3) > 0 else { return text(groups) }
        let end = groups[start...].firstIndex { $0 != 0 } ?? 8
        return text(groups[..<start]) + "::" + text(groups[end...])
    }

    mutating func name() -> String {
        let suffixes = ["", "example.", "Example.com.", "a.very.long.suffix.of.a.name.example.net.", "x\\.y.test."]
        var text = ""
        for _ in 0..<number(0...4) {
            var label = octets(1...12)
            if number(0...2) > 0 {
                label = Array(["www", "Mail", "_sip", "*", "xn--e1afmkfd", "a-1"][number(0...5)].utf8)
            }
            text += escaped(label) { $0 > 0x20 && $0 < 0x7F && !#"".;()@$\"#.utf8.contains($0) } + "."
        }
        text += suffixes[number(0...4)]
        return text.isEmpty ? "." : text
    }

    /// Octets that are not `plain` escaped, others sometimes.
    private mutating func escaped(_ octets: [UInt8], plain: (UInt8) -> Bool) -> String {
        octets.map { octet in
            let isPrintable = octet > 0x20 && octet < 0x7F
            let isDigit = octet >= 0x30 && octet <= 0x39
            if plain(octet), number(0...9) > 0 { return String(UnicodeScalar(octet)) }
            if isPrintable, !isDigit, number(0...1) == 0 { return "\\" + String(UnicodeScalar(octet)) }
            return "\\" + String(String(1000 + Int(octet)).dropFirst())
        }.joined()
    }

    /// A string, quoted or, where that can be, as a word.
    private mutating func string(_ octets: [UInt8]) -> String {
        if octets.isEmpty || number(0...1) == 0 {
            return "\"" + escaped(octets) { $0 >= 0x20 && $0 < 0x7F && !#""\"#.utf8.contains($0) } + "\""
        }
        return escaped(octets) { $0 > 0x20 && $0 < 0x7F && !#"";()\"#.utf8.contains($0) }
    }

    private mutating func tag() -> String {
        ["issue", "issuewild", "iodef", "ContactEmail", "x1", String(repeating: "a", count: number(1...255))][
            number(0...5)]
    }

    private mutating func generic() -> String {
        let data = octets(0...100)
        let digits = hexadecimal(data)
        let middle = digits.index(digits.startIndex, offsetBy: digits.count / 4 * 2)
        return "\\# \(data.count) \(digits[..<middle]) \(digits[middle...])"
    }

    private mutating func service() -> String {
        let priority = uint16()
        guard priority > 0 else { return "0 \(name())" }
        var parameters: [String: String] = [:]
        func list(_ make: (inout Self) -> String) -> String {
            "=" + quoted((0..<number(1...3)).map { _ in make(&self) }.joined(separator: ","))
        }
        if number(0...1) == 0 { parameters["alpn"] = "=" + protocols() }
        if parameters["alpn"] != nil, number(0...2) == 0 {
            parameters["no-default-alpn"] = number(0...1) == 0 ? "" : "=\"\""
        }
        if number(0...2) == 0 { parameters["port"] = "=" + quoted("\(uint16())") }
        if number(0...2) == 0 { parameters["ipv4hint"] = list { $0.ipv4Address() } }
        if number(0...2) == 0 { parameters["ipv6hint"] = list { $0.ipv6Address() } }
        if number(0...3) == 0 { parameters["ech"] = "=" + quoted("AAj+DQAEAAAAAQ==") }
        if number(0...3) == 0 { parameters["dohpath"] = "=" + quoted("/dns-query{?dns}") }
        if number(0...3) == 0 { parameters["ohttp"] = "" }
        for _ in 0..<number(0...2) { parameters["key\(number(1000...65534))"] = "=" + string(octets(1...40)) }
        let mandatory = parameters.keys.sorted().filter { _ in number(0...2) == 0 }
        if !mandatory.isEmpty {
            parameters["mandatory"] = "=" + quoted(mandatory.shuffled(using: &generator).joined(separator: ","))
        }
        // The order of a dictionary is another in every run.
        let words = parameters.keys.sorted().shuffled(using: &generator).map { $0 + parameters[$0]! }
        return "\(priority) \(name()) " + words.joined(separator: " ")
    }

    /// A value list whose items have commas and backslashes escaped, and that as a string (RFC 9460 §A.1).
    private mutating func protocols() -> String {
        let items = (0..<number(1...3)).map { _ in
            number(0...1) == 0 ? Array(["h2", "h3", "http/1.1"][number(0...2)].utf8) : octets(1...30)
        }
        let list = items.map { $0.flatMap { $0 == 0x2C || $0 == 0x5C ? [0x5C, $0] : [$0] } }
        return string(Array(list.joined(separator: [0x2C])))
    }

    private mutating func quoted(_ text: String) -> String { number(0...1) == 0 ? "\"\(text)\"" : text }
}
