import DNS
import Foundation
import NIOCore

/// The recursive servers of this machine.
public enum SystemResolvers {
    /// Those that resolv.conf(5) names; one on this machine itself, where it names none.
    public static func servers(in path: String = "/etc/resolv.conf") -> [SocketAddress] {
        let text = (try? String(contentsOfFile: path, encoding: .utf8)) ?? ""
        let named = servers(of: text)
        guard named.isEmpty, let local = try? SocketAddress(ipAddress: "127.0.0.1", port: 53) else { return named }
        return [local]
    }

    static func servers(of text: String) -> [SocketAddress] {
        text.split(whereSeparator: \.isNewline).compactMap { line in
            let words = line.split(whereSeparator: \.isWhitespace)
            guard words.count >= 2, words[0] == "nameserver" else { return nil }
            return try? SocketAddress(ipAddress: String(words[1]), port: 53)
        }
    }
}
