/// Text inside the pattern of SQL's `like … escape '\'`.
enum LikePattern {
    static func escaped(_ text: String) -> String {
        text.map { "%_\\".contains($0) ? "\\\($0)" : String($0) }.joined()
    }
}
