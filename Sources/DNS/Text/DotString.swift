/// The local part of a mail address as nearly all have it: what has to be quoted, nobody's has (RFC 5321 §4.1.2).
public enum DotString {
    /// Whether the octets are atoms with single dots between them.
    public static func isOne(_ octets: some Collection<UInt8>) -> Bool {
        octets.split(separator: UInt8(ascii: "."), omittingEmptySubsequences: false).allSatisfy { atom in
            !atom.isEmpty && atom.allSatisfy { ASCII.isLetterOrDigit($0) || specials.contains($0) }
        }
    }

    // RFC 5322 §3.2.3: what atext has beside letters and digits.
    private static let specials = Set("!#$%&'*+-/=?^_`{|}~".utf8)
}
