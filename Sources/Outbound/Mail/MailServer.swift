import Foundation

/// The server that takes mails from here: `smtp://[user:password@]host[:port]`, or `smtps://…`.
public struct MailServer: Sendable, Hashable, CustomStringConvertible {
    public enum Security: Sendable, Hashable {
        /// TLS after STARTTLS, where the server offers it (RFC 3207).
        case whenOffered
        /// TLS from the first octet on (RFC 8314 §3.3).
        case always
    }

    struct Login: Sendable, Hashable {
        var user: String
        var password: String
    }

    public static let form = "smtp://[user:password@]host[:port] or smtps://[user:password@]host[:port]"

    public let host: String
    public let port: Int
    let security: Security
    let login: Login?

    /// Without the user and the password.
    public var description: String {
        let name = host.contains(":") ? "[\(host)]" : host
        return "\(security == .always ? "smtps" : "smtp")://\(name):\(port)"
    }

    /// Whether the server must show that it is the one that is meant. Where nothing is asked for but TLS if there is
    /// some, whoever could stand in between could as well hide that there is (RFC 7435 §3).
    var isVerified: Bool { security == .always || login != nil }

    public init?(_ url: String) {
        guard url.utf8.count <= 1_000, url.unicodeScalars.allSatisfy({ (0x21...0x7e).contains($0.value) }),
            let scheme = url.firstRange(of: "://")
        else { return nil }
        switch url[..<scheme.lowerBound].lowercased() {
        case "smtp": security = .whenOffered
        case "smtps": security = .always
        default: return nil
        }
        var rest = url[scheme.upperBound...]
        if rest.hasSuffix("/") { rest.removeLast() }
        var login: Login?
        if let at = rest.lastIndex(of: "@") {
            guard let read = Login(rest[..<at]) else { return nil }
            login = read
            rest = rest[rest.index(after: at)...]
        }
        self.login = login
        guard let place = Self.place(rest, standard: security == .always ? 465 : login == nil ? 25 : 587) else {
            return nil
        }
        (host, port) = place
    }

    private static func place(_ text: Substring, standard: Int) -> (String, Int)? {
        let (host, rest): (Substring, Substring)
        if text.hasPrefix("[") {
            guard let end = text.firstIndex(of: "]") else { return nil }
            (host, rest) = (text[text.index(after: text.startIndex)..<end], text[text.index(after: end)...])
            guard host.contains(":"), host.allSatisfy({ $0.isHexDigit || $0 == ":" || $0 == "." }) else { return nil }
        } else {
            let end = text.firstIndex(of: ":") ?? text.endIndex
            (host, rest) = (text[..<end], text[end...])
            guard !host.isEmpty, host.utf8.count <= 253, !host.hasPrefix("-"), !host.hasPrefix("."),
                host.allSatisfy({ $0.isLetter || $0.isNumber || "-._".contains($0) })
            else { return nil }
        }
        guard !rest.isEmpty else { return (String(host), standard) }
        guard rest.hasPrefix(":"), rest.dropFirst().allSatisfy(\.isNumber), let port = Int(rest.dropFirst()),
            (1...65_535).contains(port)
        else { return nil }
        return (String(host), port)
    }
}

extension MailServer.Login {
    // So that AUTH PLAIN with both fits into a line of 512 octets (RFC 5321 §4.5.3.1.4) in base64.
    private static let longest = 360

    /// Of the user information of a URL (RFC 3986 §3.2.1).
    init?(_ text: Substring) {
        guard let colon = text.firstIndex(of: ":"), let user = Self.decoded(text[..<colon]),
            let password = Self.decoded(text[text.index(after: colon)...]), !user.isEmpty, !password.isEmpty,
            user.utf8.count + password.utf8.count <= Self.longest
        else { return nil }
        self.init(user: user, password: password)
    }

    /// Nil where what is encoded is no text, or holds control characters: NUL parts the two in AUTH PLAIN.
    private static func decoded(_ text: Substring) -> String? {
        guard !text.contains(where: { "@/?#".contains($0) }), let decoded = String(text).removingPercentEncoding,
            !decoded.unicodeScalars.contains(where: { $0.value < 0x20 || $0.value == 0x7f })
        else { return nil }
        return decoded
    }
}
