import DNS
import Testing

struct ExcerptTests {
    static let longest = String(repeating: "x", count: 64)

    @Test(arguments: [
        ("", ""), ("a b", "a b"), (longest, longest), (longest + "y", longest + "…"),
        (String(repeating: "😀", count: 65), String(repeating: "😀", count: 64) + "…"),
        // One character.
        ("e" + String(repeating: "\u{301}", count: 1000), "e" + String(repeating: "\u{301}", count: 63) + "…"),
    ])
    func aTextIsCutAfter64Scalars(_ text: String, _ shown: String) {
        #expect(Excerpt(text).description.unicodeScalars.elementsEqual(shown.unicodeScalars))
        #expect(Excerpt(text[...]) == Excerpt(text))
    }
}
