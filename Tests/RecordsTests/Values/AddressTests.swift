import Records
import Testing

@Suite struct AddressTests {
    @Test(arguments: ["0.0.0.0", "192.0.2.1", "255.255.255.255", "127.0.0.1"])
    func fourDecimalsAreAnAddress(_ value: String) throws {
        let draft = try draft(body("A", value))
        #expect(draft.value == value)
        #expect(draft.canonical == value.split(separator: ".").compactMap { UInt8($0) })
    }

    @Test(arguments: [
        "192.0.2", "192.0.2.1.1", "192.0.2.256", "192.0.2.01", "192.0.2.00", "0xC0.0.2.1", "3221225985", "192.0.2.1.",
        " 192.0.2.1",
        "192.0.2.1 ", "192.0.2.1\n", "192.0.2.+1", "192.0.2.-1", "192.0.2.", ".0.2.1", "192..2.1", "١٩٢.0.2.1",
        "192.0.2.1/24",
        "192.0.2.1:80", "::1", "host.example.net", "@", "192.0.2.1\u{0}", "\\# 4 C0000201", "192.0.2.1 ; x",
    ])
    func nothingElseIsAnIPv4Address(_ value: String) {
        #expect(read(body("A", value)) == .violations(["value format"]))
    }

    @Test(arguments: [
        ("2001:db8::1", "2001:db8::1"), ("2001:DB8:0:0:0:0:0:1", "2001:db8::1"), ("::", "::"), ("::1", "::1"),
        ("1::", "1::"),
        ("2001:db8:0:1:1:1:1:1", "2001:db8:0:1:1:1:1:1"),
        ("2001:0db8:0000:0000:0001:0000:0000:0001", "2001:db8::1:0:0:1"),
        ("2001:0:0:1:0:0:0:1", "2001:0:0:1::1"), ("::ffff:192.0.2.1", "::ffff:192.0.2.1"),
        ("::FFFF:C000:0201", "::ffff:192.0.2.1"), ("64:ff9b::192.0.2.33", "64:ff9b::c000:221"),
        ("1:2:3:4:5:6:7::", "1:2:3:4:5:6:7:0"), ("::2:3:4:5:6:7:8", "0:2:3:4:5:6:7:8"),
    ])
    func anIPv6AddressIsWrittenAsRFC5952Says(_ value: String, _ written: String) throws {
        let draft = try draft(body("AAAA", value))
        #expect(draft.value == written)
        #expect(draft.canonical.count == 16)
        #expect(read(body("AAAA", written)) == .record(draft))
    }

    @Test(arguments: [
        "fe80::1%eth0", "[::1]", ":", ":::", "1:2:3:4:5:6:7", "1:2:3:4:5:6:7:8:9", "1::2::3", "12345::", "g::1", "::1 ",
        " ::1", "::1/64",
        "1:2:3:4:5:6:7:8::", "::256.0.0.1", "192.0.2.1", "1:2:3:4:5:6:7:1.2.3.4", ":1:2:3:4:5:6:7", "host.example.net",
    ])
    func nothingElseIsAnIPv6Address(_ value: String) {
        #expect(read(body("AAAA", value)) == .violations(["value format"]))
    }

    @Test func theOtherFamilysTypeIsNamed() {
        #expect(messages(body("A", "::1")).allSatisfy { $0.hasSuffix("type AAAA takes IPv6 addresses") })
        #expect(messages(body("AAAA", "192.0.2.1")).allSatisfy { $0.hasSuffix("type A takes IPv4 addresses") })
    }
}
