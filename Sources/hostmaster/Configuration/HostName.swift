import DNS
import Records

/// A host name as an option has it: one that can be looked up, and is no address.
enum HostName {
    static let form = "a host name, as ns1.example.net"

    /// RFC 1123 §2.1: letters, digits and hyphens, no hyphen at an end of a label. Two labels at least, as the name is told
    /// to the whole world; the last one not all digits, or it would read as an address.
    static func read(_ text: String) -> Name? {
        guard let name = try? DomainName(text) else { return nil }
        let labels = name.wire.labels
        guard labels.count >= 2, labels.allSatisfy(isHostLabel), labels.last?.allSatisfy(isDigit) == false else {
            return nil
        }
        return name.wire
    }

    private static func isHostLabel(_ label: ArraySlice<UInt8>) -> Bool {
        let hyphen = UInt8(ascii: "-")
        guard label.first != hyphen, label.last != hyphen else { return false }
        return label.allSatisfy { $0 == hyphen || isDigit($0) || ($0 | 0x20) &- UInt8(ascii: "a") < 26 }
    }

    private static func isDigit(_ octet: UInt8) -> Bool { octet &- UInt8(ascii: "0") < 10 }
}
