/// A path as it may stand in a log: a token in it is left out.
enum LoggedPath {
    static func text(of path: String) -> String {
        path.split(separator: "/", omittingEmptySubsequences: false)
            .map { isSecret($0) ? "…" : $0 }.joined(separator: "/")
    }

    /// All that we give out to be believed begins with `hm`, perhaps a letter, and `_`.
    private static func isSecret(_ segment: Substring) -> Bool {
        segment.hasPrefix("hm") && segment.dropFirst(2).prefix(2).contains("_")
    }
}
