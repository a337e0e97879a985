import DNS

/// An absolute http or https URL (RFC 3986, RFC 9110 §4.2): scheme and host in lower case, the rest ASCII.
struct WebURL {
    let text: String

    static let longest = 2048

    /// - Throws: what would be right, in words.
    init(_ input: String) throws(Fault) {
        let lower = input.prefix(8).lowercased()
        guard let scheme = ["http://", "https://"].first(where: lower.hasPrefix) else {
            throw Fault("begins with http:// or https://")
        }
        let rest = input.utf8.dropFirst(scheme.utf8.count)
        let end = rest.firstIndex { "/?#".utf8.contains($0) } ?? rest.endIndex
        let authority = try Self.authority(String(Substring(rest[..<end])))
        text = scheme + authority + (try Self.tail(rest[end...]))
        guard text.utf8.count <= Self.longest else { throw Fault("has at most \(Self.longest) characters", .range) }
    }

    struct Fault: Error {
        let wanted: String
        let code: Violation.Code

        init(_ wanted: String, _ code: Violation.Code = .format) {
            self.wanted = wanted
            self.code = code
        }
    }

    private static func authority(_ text: String) throws(Fault) -> String {
        guard !text.contains("@") else { throw Fault("holds no user name or password") }
        let (host, port) = try split(text)
        guard let port else { return try self.host(host) }
        // An empty port is the scheme's own (RFC 3986 §3.2.3).
        guard port.isEmpty || port.utf8.allSatisfy({ $0 &- UInt8(ascii: "0") < 10 }) else {
            throw Fault("has a port from 1 to 65535")
        }
        guard !port.isEmpty else { return try self.host(host) }
        guard let number = UInt16(port), number > 0 else { throw Fault("has a port from 1 to 65535") }
        return try self.host(host) + ":\(number)"
    }

    /// Host and port; the colons of an address in brackets are its own.
    private static func split(_ text: String) throws(Fault) -> (host: String, port: String?) {
        if text.hasPrefix("[") {
            guard let close = text.firstIndex(of: "]") else { throw Fault("closes the bracket of its address") }
            let after = text[text.index(after: close)...]
            guard after.isEmpty || after.hasPrefix(":") else { throw Fault("has a port after its address, or a path") }
            return (String(text[...close]), after.isEmpty ? nil : String(after.dropFirst()))
        }
        guard let colon = text.firstIndex(of: ":") else { return (text, nil) }
        return (String(text[..<colon]), String(text[text.index(after: colon)...]))
    }

    private static func host(_ text: String) throws(Fault) -> String {
        if text.hasPrefix("[") {
            guard let address = IPv6Address(text.dropFirst().dropLast()) else {
                throw Fault("has a valid IPv6 address in its brackets")
            }
            return "[\(address)]"
        }
        guard text != "", text != "." else { throw Fault("names a host") }
        let labels: Labels
        do {
            labels = try Labels(text, allowing: .underscore)
        } catch {
            throw Fault("names a host: \(error.message(allowing: .underscore))")
        }
        let host = String(decoding: labels.text, as: UTF8.self)
        // Browsers take a host whose last label is a number for an IPv4 address, in octal too.
        if let last = host.split(separator: ".").last, last.utf8.allSatisfy({ $0 &- UInt8(ascii: "0") < 10 }) {
            guard IPv4Address(host) != nil else { throw Fault("names a host, or an IPv4 address of four decimals") }
        }
        return host
    }

    /// Path, query and fragment; letters beyond ASCII become escaped UTF-8 (RFC 3987 §3.1).
    private static func tail(_ octets: Substring.UTF8View) throws(Fault) -> String {
        var text: [UInt8] = []
        var index = octets.startIndex
        while index < octets.endIndex {
            let octet = octets[index]
            switch octet {
            case 0x80...: text += Array("%\(String(octet, radix: 16, uppercase: true))".utf8)
            case UInt8(ascii: "%"):
                let digits = octets[index...].dropFirst().prefix(2)
                guard digits.count == 2, digits.allSatisfy({ Character(Unicode.Scalar($0)).isHexDigit }) else {
                    throw Fault("has two hexadecimal digits after every %")
                }
                text.append(octet)
            case 0...0x20, 0x7F: throw Fault("has neither spaces nor control characters")
            case UInt8(ascii: "\""), UInt8(ascii: "<"), UInt8(ascii: ">"), UInt8(ascii: "\\"), UInt8(ascii: "^"),
                UInt8(ascii: "`"), UInt8(ascii: "{"), UInt8(ascii: "|"), UInt8(ascii: "}"):
                let escape = "%" + String(octet, radix: 16, uppercase: true)
                throw Fault("has \(Character(Unicode.Scalar(octet))) only as an escape (\(escape))")
            default: text.append(octet)
            }
            index = octets.index(after: index)
        }
        return String(decoding: text, as: UTF8.self)
    }
}
