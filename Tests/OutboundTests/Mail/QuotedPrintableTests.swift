import Testing

@testable import Outbound

@Suite struct QuotedPrintableTests {
    private func encoded(_ text: String) -> String { String(decoding: QuotedPrintable.encoded(text), as: UTF8.self) }

    @Test(arguments: [
        ("", ""), ("\n", "\r\n"), ("a", "a\r\n"), ("a\n", "a\r\n"), ("a\r\nb\rc", "a\r\nb\r\nc\r\n"),
        ("a = b", "a =3D b\r\n"), ("a \nb\t", "a=20\r\nb=09\r\n"), (" ", "=20\r\n"), ("ä", "=C3=A4\r\n"),
        ("\0\u{7f}", "=00=7F\r\n"), ("\n\n.\n", "\r\n\r\n.\r\n"),
    ]) func aTextIsWrittenSo(_ text: String, _ form: String) {
        #expect(encoded(text) == form)
    }

    @Test func noLineIsLongerThan76() {
        for length in 70...160 {
            for text in [String(repeating: "x", count: length), String(repeating: "ä", count: length)] {
                let lines = encoded(text).split(separator: "\r\n")
                #expect(lines.allSatisfy { $0.utf8.count <= 76 })
                let joined = lines.map { $0.hasSuffix("=") ? $0.dropLast() : $0 }.joined()
                #expect(joined.replacing("=C3=A4", with: "ä") == text)
            }
        }
        #expect(encoded(String(repeating: "x", count: 76)).utf8.count == 78)
    }
}
