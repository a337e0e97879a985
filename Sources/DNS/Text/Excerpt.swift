/// What a message quotes of text that others wrote: its beginning, so that no message grows with it.
public struct Excerpt: Sendable, Hashable, CustomStringConvertible {
    /// In Unicode scalars; one character may have any number of them.
    public static let longest = 64

    public let description: String

    public init(_ text: some StringProtocol) {
        let end = text.unicodeScalars.index(
            text.startIndex, offsetBy: Self.longest, limitedBy: text.unicodeScalars.endIndex)
        guard let end, end < text.endIndex else {
            description = String(text)
            return
        }
        description = String(String.UnicodeScalarView(text.unicodeScalars[..<end])) + "…"
    }

    init(octets: ArraySlice<UInt8>) {
        // A scalar has at most four octets.
        self.init(String(decoding: octets.prefix(Self.longest * 4 + 4), as: UTF8.self))
    }
}
