/// The names that a reply holds so far, so that later ones can point at them (RFC 1035 §4.1.4).
///
/// A handful is kept: the question's name and what was written after it. Their text is compared where it lies uncompressed, in the
/// arena or in the question.
struct KnownNames {
    struct Known {
        let name: UnsafeRawPointer
        let length: Int
        /// Where in the message it begins, and how many octets stand there before a pointer takes over.
        let offset: Int
        let literal: Int
    }

    static let capacity = 24
    private let known: UnsafeMutablePointer<Known>
    private(set) var count = 0

    /// The memory is the thread's, used for one reply after another.
    init(storage: UnsafeMutablePointer<Known>) { known = storage }

    @inline(__always)
    mutating func start(question name: UnsafeRawPointer, length: Int) {
        known[0] = Known(name: name, length: length, offset: 12, literal: length)
        count = 1
    }

    mutating func forget(downTo count: Int) { self.count = count }

    /// Writes the name at `offset`, its tail as a pointer if some known name ends in it; the octets written.
    mutating func write(
        _ name: UnsafeRawPointer, _ length: Int, to message: UnsafeMutableRawPointer, at offset: Int
    ) -> Int {
        let (literal, target) = match(name, length)
        (message + offset).copyMemory(from: name, byteCount: literal)
        // Pointers reach 14 bits.
        if count < KnownNames.capacity, literal > 0, offset < 0x4000 {
            let reachable = min(literal, 0x4000 &- offset)
            known[count] = Known(name: name, length: length, offset: offset, literal: reachable)
            count &+= 1
        }
        guard target != 0 else { return literal }
        message.putBig16(0xc000 | target, offset &+ literal)
        return literal &+ 2
    }

    func compressedLength(_ name: UnsafeRawPointer, _ length: Int) -> Int {
        let (literal, target) = match(name, length)
        return target == 0 ? literal : literal &+ 2
    }

    /// How much of the name must be written out, and the offset that stands for the rest (0: all of it is written).
    private func match(_ name: UnsafeRawPointer, _ length: Int) -> (literal: Int, target: Int) {
        var best = (literal: length, target: 0)
        for index in 0..<count {
            let other = known[index]
            var mine = 0
            var theirs = 0
            // The same number of octets to the end, at label boundaries on both sides.
            while true {
                let left = length &- mine
                let leftThere = other.length &- theirs
                if left <= 1 || mine >= best.literal { break }
                if left > leftThere {
                    mine &+= name.octet(mine) &+ 1
                } else if left < leftThere {
                    theirs &+= other.name.octet(theirs) &+ 1
                } else if theirs < other.literal, FoldedName.isSame(name + mine, other.name + theirs, left) {
                    best = (mine, other.offset &+ theirs)
                    break
                } else {
                    mine &+= name.octet(mine) &+ 1
                    theirs &+= other.name.octet(theirs) &+ 1
                }
            }
        }
        return best
    }
}
