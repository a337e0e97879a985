import DNS
import Testing

struct NameTests {
    @Test(arguments: [
        ("example.com.", "example.com."),
        ("example.com", "example.com."),
        (".", "."),
        ("WWW.Example.Com.", "WWW.Example.Com."),
        ("*.example.", "*.example."),
        ("_dmarc.a-b.0.", "_dmarc.a-b.0."),
        ("a\\.b.c.", "a\\.b.c."),
        ("\\097\\098.", "ab."),
        ("a\\032b.", "a\\032b."),
        ("\\\"\\;\\(\\)\\@\\$\\\\.", "\\\"\\;\\(\\)\\@\\$\\\\."),
        ("\\000\\255.", "\\000\\255."),
        ("#.", "#."),
    ])
    func textIsReadAndWritten(_ text: String, _ written: String) throws {
        #expect(try Name(text).description == written)
    }

    @Test(arguments: [
        ("@", "example.org."), ("www", "www.example.org."), ("www.", "www."), ("a.b", "a.b.example.org."),
        ("\\@", "\\@.example.org."),
    ])
    func relativeNamesEndInTheOrigin(_ text: String, _ written: String) throws {
        #expect(try Name(text, origin: Name("example.org.")).description == written)
    }

    @Test(arguments: [
        ("", NameError.empty), ("a..b", .emptyLabel), (".a", .emptyLabel), ("..", .emptyLabel),
        (String(repeating: "a", count: 64), .labelTooLong),
        (Array(repeating: String(repeating: "a", count: 63), count: 4).joined(separator: "."), .nameTooLong),
        ("a\\", .badEscape), ("a\\1", .badEscape), ("a\\256.", .badEscape), ("a\\12x.", .badEscape),
        ("a b.", .notPrintable(0x20)), ("ü.", .notPrintable(0xC3)), ("a\u{0}b", .notPrintable(0)),
    ])
    func textThatIsNoNameIsRefused(_ text: String, _ error: NameError) {
        #expect(throws: error) { try Name(text) }
    }

    @Test func nameOf255OctetsIsTheLongest() throws {
        let labels = Array(repeating: String(repeating: "a", count: 63), count: 3)
        let longest = (labels + [String(repeating: "b", count: 61)]).joined(separator: ".")
        #expect(try Name(longest).wire.count == 255)
        #expect(throws: NameError.nameTooLong) { try Name("c." + longest) }
        #expect(throws: NameError.nameTooLong) { try Name(longest, origin: Name("x.")) }
        #expect(throws: NameError.nameTooLong) { try Name(longest).prepending([0x61]) }
    }

    @Test(
        arguments: [
            ([], NameError.endsEarly), ([1, 0x61], .endsEarly), ([5, 0x61, 0], .endsEarly), ([0, 0], .surplusOctets),
            ([0xC0, 0], .pointerNotAllowed), ([0x40, 0], .reservedLabelType(0x40)),
            ([0x80, 0], .reservedLabelType(0x80)),
        ] as [([UInt8], NameError)])
    func octetsThatAreNoNameAreRefused(_ wire: [UInt8], _ error: NameError) {
        #expect(throws: error) { try Name(wire: wire) }
    }

    @Test func nameOf127LabelsIsTaken() throws {
        let wire = [UInt8]((0..<127).map { _ in [1, 0x61] }.joined()) + [0]
        let name = try Name(wire: wire)
        #expect(name.labelCount == 127)
        #expect(throws: NameError.nameTooLong) { try Name(wire: [1, 0x61] + wire) }
        #expect(try Name(name.description).wire == wire)
    }

    @Test func caseIsKeptAndIgnored() throws {
        let (mixed, lower) = (try Name("WwW.ExAmPle."), try Name("www.example."))
        #expect(mixed == lower)
        #expect(mixed.hashValue == lower.hashValue)
        #expect(mixed.wire != lower.wire)
        #expect(mixed.canonical.wire == lower.wire)
        // Only ASCII letters have case: `[` and `{` differ by the same bit as letters do, and so do octets above 127.
        #expect(try Name("[.") != Name("{."))
        #expect(try Name("\\192.") != Name("\\224."))
        #expect(try Name("@", origin: .root) == .root)
    }

    @Test func partsAreTold() throws {
        let name = try Name("*.a.Example.")
        #expect(name.labels.map { Array($0) } == [Array("*".utf8), Array("a".utf8), Array("Example".utf8)])
        #expect(name.labelCount == 3)
        #expect(name.isWildcard)
        #expect(try !Name("**.a.").isWildcard)
        #expect(!Name.root.isWildcard && Name.root.isRoot && Name.root.labels.isEmpty && Name.root.labelCount == 0)
        #expect(try name.parent == Name("a.example."))
        #expect(try Name("a.").parent == .root)
        #expect(Name.root.parent == nil)
    }

    @Test(arguments: [
        ("a.example.", "example.", true), ("example.", "EXAMPLE.", true), ("b.a.example.", "example.", true),
        ("example.", "a.example.", false), ("aexample.", "example.", false), ("example.", ".", true),
        (".", "example.", false), ("a.example.org.", "example.", false), ("x\\007example.", "example.", false),
    ])
    func isAtOrBelowGoesByLabels(_ name: String, _ other: String, _ expected: Bool) throws {
        #expect(try Name(name).isAtOrBelow(Name(other)) == expected)
    }

    @Test func labelIsPrepended() throws {
        let name = try Name("example.")
        #expect(try name.prepending("a.b".utf8).description == "a\\.b.example.")
        #expect(throws: NameError.emptyLabel) { try name.prepending([]) }
        #expect(throws: NameError.labelTooLong) { try name.prepending(Array(repeating: 0x61, count: 64)) }
    }
}
