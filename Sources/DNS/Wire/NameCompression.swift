/// Where in a message which names were written (RFC 1035 §4.1.4).
///
/// Labels are matched with their case: a reader then gets every name back as it was given, at the cost of some octets
/// where one name is spelled in two ways.
struct NameCompression {
    /// A name as its first label and the place of the rest, so that a name of n labels costs n look-ups.
    private struct Suffix: Hashable {
        let label: ArraySlice<UInt8>
        let parent: Int
    }

    private var places: [Suffix: Int] = [:]
    private static let root = -1
    /// A pointer has 14 bits.
    private static let farthest = 0x3FFF

    mutating func write(_ name: Name, to octets: inout [UInt8]) {
        let labels = name.labels
        var parent = Self.root
        var unwritten = labels.count
        while unwritten > 0, let place = places[Suffix(label: labels[unwritten - 1], parent: parent)] {
            parent = place
            unwritten -= 1
        }
        // What follows the labels left is written at `parent`.
        var newPlaces: [Int] = []
        for label in labels[..<unwritten] {
            newPlaces.append(octets.count)
            octets.append(UInt8(label.count))
            octets += label
        }
        if parent == Self.root {
            octets.append(0)
        } else {
            octets += [0xC0 | UInt8(parent >> 8), UInt8(parent & 0xFF)]
        }
        for index in stride(from: unwritten - 1, through: 0, by: -1) {
            guard newPlaces[index] <= Self.farthest else { break }
            places[Suffix(label: labels[index], parent: parent)] = newPlaces[index]
            parent = newPlaces[index]
        }
    }

    mutating func forget(from position: Int) {
        places = places.filter { $0.value < position }
    }
}
