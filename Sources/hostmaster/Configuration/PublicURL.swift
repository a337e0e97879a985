/// Where people reach this server: what stands before `/api` in what is mailed to them.
enum PublicURL {
    static let form = "a URL without a query, as https://dns.example.com"

    private static let longest = 200

    /// The URL without a slash at its end.
    static func read(_ text: String) -> String? {
        guard let scheme = ["https://", "http://"].first(where: { text.hasPrefix($0) }) else { return nil }
        var url = text
        while url.hasSuffix("/") { url.removeLast() }
        let host = url.dropFirst(scheme.count).prefix { $0 != "/" && $0 != ":" }
        // Nothing that is written otherwise in a URL, and nobody's password.
        let isPlain = url.utf8.allSatisfy { (0x21...0x7e).contains($0) && !"@?#\"<>\\^`{|}".utf8.contains($0) }
        return isPlain && !host.isEmpty && url.utf8.count <= longest ? url : nil
    }
}
