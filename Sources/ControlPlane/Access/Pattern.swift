/// A text in which `*` stands for any run of characters, also none.
///
/// Matched in the line, where everybody waits: in time proportional to pattern and text together, whatever they are.
public struct Pattern: Sendable, Hashable {
    public let text: String
    /// What stands before, between and behind the `*`: one alone where there is none.
    private let pieces: [Piece]

    /// `text` in the case in which what it is compared with is kept.
    public init(_ text: String) {
        self.text = text
        pieces = text.utf8.split(separator: UInt8(ascii: "*"), omittingEmptySubsequences: false).map {
            Piece(Array($0))
        }
    }

    public func matches(_ text: String) -> Bool {
        var text = text
        return text.withUTF8 { matches($0[...]) }
    }

    private func matches(_ text: Slice<UnsafeBufferPointer<UInt8>>) -> Bool {
        let (head, tail) = (pieces[0].octets, pieces[pieces.count - 1].octets)
        guard pieces.count > 1 else { return text.elementsEqual(head) }
        guard text.count >= head.count + tail.count, text.starts(with: head),
            text.suffix(tail.count).elementsEqual(tail)
        else { return false }
        // Each piece where it is first found leaves the most room for those after it.
        var rest = text.dropFirst(head.count).dropLast(tail.count)
        for piece in pieces.dropFirst().dropLast() {
            guard let end = piece.firstEnd(in: rest) else { return false }
            rest = rest[end...]
        }
        return true
    }

    /// The same for SQL's `like … escape '\'`.
    var like: String {
        text.unicodeScalars.map { scalar in
            switch scalar {
            case "*": "%"
            case "%", "_", "\\": "\\\(scalar)"
            default: String(scalar)
            }
        }.joined()
    }

    var isLiteral: Bool { pieces.count == 1 }
}

/// Octets to be found in others (D. E. Knuth, J. H. Morris and V. R. Pratt, 1977).
private struct Piece: Sendable, Hashable {
    let octets: [UInt8]
    /// After as many octets as the index says: how many of them are a beginning of the piece again.
    private let borders: [Int]

    init(_ octets: [UInt8]) {
        var borders = [0, 0]
        for octet in octets.dropFirst() {
            var border = borders[borders.count - 1]
            while border > 0, octets[border] != octet { border = borders[border] }
            borders.append(octets[border] == octet ? border + 1 : 0)
        }
        self.octets = octets
        self.borders = borders
    }

    /// Behind the first place in `text` where it stands; nil if it stands nowhere.
    func firstEnd(in text: Slice<UnsafeBufferPointer<UInt8>>) -> Int? {
        guard !octets.isEmpty else { return text.startIndex }
        var found = 0
        for place in text.indices {
            while found > 0, octets[found] != text[place] { found = borders[found] }
            if octets[found] == text[place] { found += 1 }
            if found == octets.count { return place + 1 }
        }
        return nil
    }
}
