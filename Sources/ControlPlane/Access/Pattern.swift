/// A text in which `*` stands for any run of characters, also none.
public struct Pattern: Sendable, Hashable {
    public let text: String
    private let octets: [UInt8]
    private static let star = UInt8(ascii: "*")

    /// `text` in the case in which what it is compared with is kept.
    public init(_ text: String) {
        self.text = text
        octets = Array(text.utf8)
    }

    /// At most length × length steps: on a mismatch only the last `*` takes one octet more.
    public func matches(_ text: String) -> Bool {
        let text = Array(text.utf8)
        var (at, place) = (0, 0)
        var retry: (at: Int, place: Int)?
        while place < text.count {
            if at < octets.count, octets[at] == Self.star {
                retry = (at + 1, place)
                at += 1
            } else if at < octets.count, octets[at] == text[place] {
                at += 1
                place += 1
            } else if let last = retry {
                retry = (last.at, last.place + 1)
                (at, place) = (last.at, last.place + 1)
            } else {
                return false
            }
        }
        return octets[at...].allSatisfy { $0 == Self.star }
    }
}
