import Glibc
import Testing

@testable import ControlPlane

@Suite struct PatternTests {
    @Test(
        arguments: [
            ("www", ["www"], ["", "ww", "wwww", "xwww", "www."]),
            ("*", ["", "a", "a.b", "*"], []),
            ("**", ["", "a"], []),
            ("*.dyn", [".dyn", "a.dyn", "a.b.dyn", "*.dyn"], ["dyn", "a.dyn.", "a.dynx", "adyn"]),
            ("_acme-challenge*", ["_acme-challenge", "_acme-challenge.www"], ["acme-challenge", "x._acme-challenge"]),
            ("a*a", ["aa", "aba", "aaa"], ["a", "ab", "ba", ""]),
            ("a*b*c", ["abc", "abbc", "axxbxxc", "abcbc"], ["ab", "ac", "acb", "abca"]),
            ("*ab*ab*", ["abab", "xabxabx", "aabaab"], ["ab", "aba", "abba"]),
            ("*aab*", ["aab", "aaab", "aaaaab", "xaabx"], ["aa", "ab", "abaa"]),
            ("*abcabd*", ["abcabcabd", "abcabd"], ["abcabc", "abcab"]),
            ("@", ["@"], ["", "www"]),
            ("ü*", ["ü", "über"], ["u", "ub"]),
        ] as [(String, [String], [String])])
    func aStarStandsForAnyRunOfCharacters(_ pattern: String, _ inside: [String], _ outside: [String]) {
        let pattern = Pattern(pattern)
        for text in inside { #expect(pattern.matches(text), "\(text)") }
        for text in outside { #expect(!pattern.matches(text), "\(text)") }
    }

    @Test func nothingButNothingMatchesTheEmptyPattern() {
        #expect(Pattern("").matches(""))
        #expect(!Pattern("").matches("a"))
    }

    /// Every pattern and every text of up to six letters out of three, against a definition that leaves no doubt.
    @Test func itAgreesWithTheDefinition() {
        func matches(_ pattern: Substring, _ text: Substring) -> Bool {
            guard let first = pattern.first else { return text.isEmpty }
            guard first == "*" else { return text.first == first && matches(pattern.dropFirst(), text.dropFirst()) }
            return text.indices.contains { matches(pattern.dropFirst(), text[$0...]) }
                || matches(pattern.dropFirst(), "")
        }
        func words(of letters: [Character], upTo length: Int) -> [String] {
            (0..<length).reduce([""]) { words, _ in words + words.flatMap { word in letters.map { word + String($0) } }
            }
        }
        let texts = Set(words(of: ["a", "b"], upTo: 6))
        for pattern in Set(words(of: ["a", "b", "*"], upTo: 4)) {
            let compiled = Pattern(pattern)
            for text in texts { #expect(compiled.matches(text) == matches(pattern[...], text[...])) }
        }
    }

    /// Seconds that this thread has had.
    private static var processorTime: Double {
        var time = timespec()
        clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time)
        return Double(time.tv_sec) + Double(time.tv_nsec) / 1e9
    }

    @Test(arguments: [
        String(repeating: "a*", count: 400) + "c*", "*" + String(repeating: "a", count: 900) + "c*",
        String(repeating: "*ab", count: 300) + "*c*", String(repeating: "*", count: 1_000) + "c*",
        "*" + String(repeating: "ab", count: 400) + "c*",
    ])
    func noPatternTakesLong(_ pattern: String) {
        let pattern = Pattern(pattern)
        let texts = [String(repeating: "a", count: 100_000), String(repeating: "ab", count: 50_000)]
        let start = Self.processorTime
        for text in texts where pattern.matches(text) { Issue.record("it matches") }
        // What grows with the product of both lengths takes minutes. Other tests take none of this time.
        #expect(Self.processorTime - start < 5)
    }

    @Test(arguments: [
        ("www", "www"), ("*.dyn", "%.dyn"), ("_acme*", "\\_acme%"), ("100%", "100\\%"), ("a\\b", "a\\\\b"),
    ])
    func sqlKnowsItToo(_ pattern: String, _ like: String) {
        #expect(Pattern(pattern).like == like)
    }
}
