import DNS
import Testing

struct IPv4AddressTests {
    @Test(arguments: ["0.0.0.0", "192.0.2.1", "255.255.255.255", "10.20.30.40"])
    func addressIsReadAndWritten(_ text: String) throws {
        let address = try #require(IPv4Address(text))
        #expect(address.description == text)
        #expect(IPv4Address(octets: address.octets) == address)
    }

    @Test(arguments: [
        "", "1", "1.2.3", "1.2.3.4.5", "1.2.3.256", "01.2.3.4", "1.2.3.04", "1.2.3.00", "1..3.4", ".1.2.3", "1.2.3.",
        " 1.2.3.4", "1.2.3.4 ", "1.2.3.0x4", "-1.2.3.4", "+1.2.3.4", "1.2.3.4/32", "１.2.3.4", "1.2.3.99999999999999999",
    ])
    func anythingElseIsRefused(_ text: String) {
        #expect(IPv4Address(text) == nil)
    }
}
