import DNS

/// An absolute http or https URL (RFC 3986, RFC 9110 §4.2): scheme and host in lower case, the rest ASCII.
struct WebURL {
    let text: String

    static let longest = 2048

    init(_ input: String) throws(Faults) {
        var faults = Faults()
        let lower = input.prefix(8).lowercased()
        guard let scheme = ["http://", "https://"].first(where: lower.hasPrefix) else {
            faults.note("begins with http:// or https://")
            throw faults
        }
        let rest = input.utf8.dropFirst(scheme.utf8.count)
        let end = rest.firstIndex { "/?#".utf8.contains($0) } ?? rest.endIndex
        let authority = Self.authority(String(Substring(rest[..<end])), &faults)
        text = scheme + authority + Self.tail(rest[end...], &faults)
        if text.utf8.count > Self.longest { faults.note("has at most \(Self.longest) characters", .range) }
        guard faults.all.isEmpty else { throw faults }
    }

    /// What would be right instead of each thing that is wrong, in words.
    struct Faults: Error {
        private(set) var all: [(wanted: String, code: Violation.Code)] = []

        mutating func note(_ wanted: String, _ code: Violation.Code = .format) {
            all.append((wanted, code))
        }
    }

    private static func authority(_ text: String, _ faults: inout Faults) -> String {
        var text = text[...]
        if let at = text.lastIndex(of: "@") {
            faults.note("holds no user name or password")
            text = text[text.index(after: at)...]
        }
        guard let (host, port) = split(text, &faults) else { return "" }
        return self.host(host, &faults) + self.port(port, &faults)
    }

    /// Host and port; the colons of an address in brackets are its own.
    private static func split(_ text: Substring, _ faults: inout Faults) -> (host: Substring, port: Substring)? {
        guard text.hasPrefix("[") else {
            let colon = text.firstIndex(of: ":") ?? text.endIndex
            guard !text[colon...].dropFirst().contains(":") else {
                faults.note("has a port from 1 to 65535, and an IPv6 address in brackets")
                return nil
            }
            return (text[..<colon], text[colon...].dropFirst())
        }
        guard let close = text.firstIndex(of: "]") else {
            faults.note("closes the bracket of its address")
            return nil
        }
        let after = text[text.index(after: close)...]
        if !after.isEmpty, after.first != ":" { faults.note("has a port after its address, or a path") }
        return (text[...close], after.first == ":" ? after.dropFirst() : "")
    }

    /// With its colon. An empty port is the scheme's own (RFC 3986 §3.2.3).
    private static func port(_ text: Substring, _ faults: inout Faults) -> String {
        guard !text.isEmpty else { return "" }
        guard text.utf8.allSatisfy({ $0 &- UInt8(ascii: "0") < 10 }), let number = UInt16(text), number > 0 else {
            faults.note("has a port from 1 to 65535")
            return ""
        }
        return ":\(number)"
    }

    private static func host(_ text: Substring, _ faults: inout Faults) -> String {
        if text.hasPrefix("[") {
            let address = IPv6Address(text.dropFirst().dropLast())
            if address == nil { faults.note("has a valid IPv6 address in its brackets") }
            return address.map { "[\($0)]" } ?? ""
        }
        guard text != "", text != "." else {
            faults.note("names a host")
            return ""
        }
        let labels: Labels
        do {
            labels = try Labels(String(text), allowing: .underscore)
        } catch {
            for message in error.messages(allowing: .underscore) { faults.note("names a host: \(message)") }
            return ""
        }
        let host = String(decoding: labels.text, as: UTF8.self)
        // Browsers take a host whose last label is a number for an IPv4 address, in octal too.
        if let last = host.split(separator: ".").last, last.utf8.allSatisfy({ $0 &- UInt8(ascii: "0") < 10 }),
            IPv4Address(host) == nil
        {
            faults.note("names a host, or an IPv4 address of four decimals")
        }
        return host
    }

    /// Path, query and fragment; letters beyond ASCII become escaped UTF-8 (RFC 3987 §3.1).
    private static func tail(_ octets: Substring.UTF8View, _ faults: inout Faults) -> String {
        var text: [UInt8] = []
        var hasSpaces = false
        var isCutEscape = false
        var bare: [UInt8] = []
        for index in octets.indices {
            let octet = octets[index]
            switch octet {
            case 0x80...: text += Array("%\(String(octet, radix: 16, uppercase: true))".utf8)
            case UInt8(ascii: "%"):
                let digits = octets[index...].dropFirst().prefix(2)
                if digits.count < 2 || !digits.allSatisfy({ Character(Unicode.Scalar($0)).isHexDigit }) {
                    isCutEscape = true
                }
                text.append(octet)
            case 0...0x20, 0x7F: hasSpaces = true
            case UInt8(ascii: "\""), UInt8(ascii: "<"), UInt8(ascii: ">"), UInt8(ascii: "\\"), UInt8(ascii: "^"),
                UInt8(ascii: "`"), UInt8(ascii: "{"), UInt8(ascii: "|"), UInt8(ascii: "}"):
                if !bare.contains(octet) { bare.append(octet) }
            default: text.append(octet)
            }
        }
        if hasSpaces { faults.note("has neither spaces nor control characters") }
        if isCutEscape { faults.note("has two hexadecimal digits after every %") }
        if !bare.isEmpty {
            let characters = bare.map { String(Unicode.Scalar($0)) }.joined(separator: " ")
            let escapes = bare.map { "%" + String($0, radix: 16, uppercase: true) }.joined(separator: " ")
            faults.note("has \(characters) only as an escape (\(escapes))")
        }
        return String(decoding: text, as: UTF8.self)
    }
}
