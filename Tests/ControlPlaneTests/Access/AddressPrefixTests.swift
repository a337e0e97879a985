import Testing

@testable import ControlPlane

@Suite struct AddressPrefixTests {
    @Test(
        arguments: [
            ("192.0.2.0/24", "192.0.2.0/24"),
            ("192.0.2.1", "192.0.2.1/32"),
            ("0.0.0.0/0", "0.0.0.0/0"),
            ("2001:DB8::/32", "2001:db8::/32"),
            ("2001:db8::1", "2001:db8::1/128"),
            ("::/0", "::/0"),
            ("192.0.2.128/25", "192.0.2.128/25"),
            ("2001:db8:0:8000::/49", "2001:db8:0:8000::/49"),
            // In IPv6 clothes.
            ("::ffff:192.0.2.1", "192.0.2.1/32"),
            ("::ffff:192.0.2.0/120", "192.0.2.0/24"),
            ("::ffff:0:0/96", "0.0.0.0/0"),
        ])
    func aPrefixIsWrittenInOneWay(_ text: String, _ written: String) throws {
        let prefix = try #require(AddressPrefix(text))
        #expect(prefix.description == written)
        #expect(AddressPrefix(written) == prefix)
    }

    @Test(arguments: [
        "", "/", "/24", "192.0.2.0/", "192.0.2.0/33", "192.0.2.0/-1", "192.0.2.0/+24", "192.0.2.0/024",
        "192.0.2.0/24/24",
        "192.0.2.1/24", "192.0.2/24", "192.0.2.00/24", "2001:db8::/129", "2001:db8::1/64", "2001:db9::/31",
        "fe80::1%eth0", "::ffff:192.0.2.0/24", "::ffff:192.0.2.1/120", " 192.0.2.0/24", "example.com", "192.0.2.0/٢٤",
    ])
    func whatWouldNotMeanWhatItSaysIsNone(_ text: String) {
        #expect(AddressPrefix(text) == nil)
    }

    @Test(
        arguments: [
            (
                "192.0.2.0/24", ["192.0.2.0", "192.0.2.255", "::ffff:192.0.2.7"],
                ["192.0.3.0", "192.0.1.255", "::c000:207"]
            ),
            ("192.0.2.4/31", ["192.0.2.4", "192.0.2.5"], ["192.0.2.3", "192.0.2.6"]),
            ("0.0.0.0/0", ["0.0.0.0", "255.255.255.255"], ["::", "::1"]),
            ("::/0", ["::", "ffff::"], ["0.0.0.0"]),
            ("2001:db8::/33", ["2001:db8::1", "2001:db8:7fff::"], ["2001:db8:8000::", "2001:db9::"]),
            ("2001:db8::1", ["2001:db8:0:0::1"], ["2001:db8::2"]),
        ] as [(String, [String], [String])])
    func itHoldsTheAddressesThatBeginWithItsBits(_ text: String, _ inside: [String], _ outside: [String]) throws {
        let prefix = try #require(AddressPrefix(text))
        for address in inside { #expect(prefix.contains(try #require(IPAddress(address)))) }
        for address in outside { #expect(!prefix.contains(try #require(IPAddress(address)))) }
    }

    @Test func thePrefixAroundAnAddressHoldsIt() throws {
        for text in ["192.0.2.77", "2001:db8:1:2:3:4:5:6"] {
            let address = try #require(IPAddress(text))
            for length in 0...(address.octets.count * 8) {
                let prefix = AddressPrefix(around: address, length: length)
                #expect(prefix.contains(address))
                #expect(AddressPrefix(prefix.description) == prefix)
            }
        }
    }
}
