import DNS
import Testing

struct NameOrderTests {
    /// The example of RFC 4034 §6.1.
    private static let ordered = [
        "example.", "a.example.", "yljkjljk.a.example.", "Z.a.example.", "zABC.a.EXAMPLE.", "z.example.",
        "\\001.z.example.", "*.z.example.", "\\200.z.example.",
    ]

    @Test func canonicalOrderIsThatOfTheExample() throws {
        let names = try Self.ordered.map { try Name($0) }
        #expect(names.shuffled().sorted() == names)
        for (index, name) in names.enumerated() {
            for (other, later) in names.enumerated() { #expect((name < later) == (index < other)) }
        }
    }

    @Test func rootStandsFirstAndCaseDoesNotCount() throws {
        #expect(try Name.root < Name("\\000."))
        #expect(try !(Name("A.") < Name("a.")) && !(Name("a.") < Name("A.")))
        #expect(try Name("a.") < Name("aa."))
        #expect(try Name("b.a.") < Name("a.b."))
    }
}
