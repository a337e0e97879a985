import Foundation

/// Where a page ended, in a form that callers pass back and do not read.
public struct RecordCursor: Sendable, Hashable {
    let last: Int64

    init(last: Int64) {
        self.last = last
    }

    /// Nil for a text that was not given out here.
    public init?(_ text: String) {
        let padding = String(repeating: "=", count: (4 - text.utf8.count % 4) % 4)
        let base64 = text.replacing("-", with: "+").replacing("_", with: "/") + padding
        guard let data = Data(base64Encoded: base64), let plain = String(data: data, encoding: .utf8),
            plain.hasPrefix(Self.prefix), let last = Int64(plain.dropFirst(Self.prefix.count)), last >= 0,
            RecordCursor(last: last).text == text
        else { return nil }
        self.last = last
    }

    // Says which order the cursor belongs to, so that one of another order is refused.
    private static let prefix = "id:"

    /// Safe in a URL (RFC 4648 §5).
    public var text: String {
        Data("\(Self.prefix)\(last)".utf8).base64EncodedString()
            .replacing("+", with: "-").replacing("/", with: "_").replacing("=", with: "")
    }
}
