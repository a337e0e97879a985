/// Finds where records end: at a line end outside parentheses. It goes on where it was when more octets have come.
struct MasterFileScanner: Sendable {
    private enum State { case text, string, comment }

    /// Up to where octets were looked at.
    private(set) var position = 0
    private var state = State.text
    private var isEscaped = false
    private var depth = 0
    private var lines = 0

    /// The end of the record that begins at `position` or before it, past its line end; nil if it is not there yet.
    mutating func recordEnd(in octets: [UInt8]) -> Int? {
        octets.withUnsafeBufferPointer { octets in
            var at = position
            defer { position = at }
            while at < octets.count {
                let octet = octets[at]
                at += 1
                // All that means something here is below `@`, but for the backslash.
                guard octet < 0x40 || octet == UInt8(ascii: "\\") else {
                    isEscaped = false
                    continue
                }
                if octet == UInt8(ascii: "\n") {
                    lines += 1
                    // A string ends with its line; without that, one quote too many would hide all other faults.
                    if state == .string || depth == 0 {
                        start()
                        return at
                    }
                    (state, isEscaped) = (.text, false)
                } else if isEscaped {
                    isEscaped = false
                } else {
                    see(octet)
                }
            }
            return nil
        }
    }

    private mutating func see(_ octet: UInt8) {
        switch (state, octet) {
        case (.comment, _): break
        case (_, UInt8(ascii: "\\")): isEscaped = true
        case (.string, UInt8(ascii: "\"")): state = .text
        case (.text, UInt8(ascii: "\"")): state = .string
        case (.text, UInt8(ascii: ";")): state = .comment
        case (.text, UInt8(ascii: "(")): depth += 1
        case (.text, UInt8(ascii: ")")): depth -= depth > 0 ? 1 : 0
        default: break
        }
    }

    private mutating func start() {
        (state, isEscaped, depth) = (.text, false, 0)
    }

    /// How many line ends were passed since this was last asked.
    mutating func takeLines() -> Int {
        defer { lines = 0 }
        return lines
    }

    /// After the first `count` octets were dropped.
    mutating func drop(_ count: Int) {
        position -= count
    }
}
