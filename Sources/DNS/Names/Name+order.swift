/// The canonical order of RFC 4034 §6.1: by labels from the right, as octets in lower case, a missing label first.
extension Name: Comparable {
    public static func < (a: Name, b: Name) -> Bool {
        let starts = (a.labelStarts, b.labelStarts)
        var (left, right) = (starts.0.count, starts.1.count)
        while left > 0, right > 0 {
            left -= 1
            right -= 1
            let order = compare(a.label(at: starts.0[left]), b.label(at: starts.1[right]))
            if order != 0 { return order < 0 }
        }
        return left < right
    }

    private var labelStarts: [Int] {
        var starts: [Int] = []
        var position = 0
        while wire[position] != 0 {
            starts.append(position)
            position += Int(wire[position]) + 1
        }
        return starts
    }

    private func label(at start: Int) -> ArraySlice<UInt8> {
        wire[start + 1...start + Int(wire[start])]
    }

    /// Negative, zero or positive, as `a` stands before, with or after `b`.
    private static func compare(_ a: ArraySlice<UInt8>, _ b: ArraySlice<UInt8>) -> Int {
        for (left, right) in zip(a, b) {
            let (left, right) = (ASCII.lowercased(left), ASCII.lowercased(right))
            if left != right { return Int(left) - Int(right) }
        }
        return a.count - b.count
    }
}
