/// How much there was in the minute that ends now, counted by the second: no minute has more than it may, wherever it
/// begins.
struct SlidingMinute {
    static let seconds = 60

    /// By second, modulo their number.
    private var counts = [UInt32](repeating: 0, count: seconds)
    /// The second up to which they are counted.
    private var newest: Int64
    private(set) var total = 0

    init(at second: Int64) {
        newest = second
    }

    /// Forgets what is older than a minute. A clock that was set back stands still for us.
    mutating func advance(to second: Int64) {
        guard second > newest else { return }
        if second - newest >= Self.seconds {
            self = SlidingMinute(at: second)
            return
        }
        for passed in newest + 1...second {
            total -= Int(counts[place(passed)])
            counts[place(passed)] = 0
        }
        newest = second
    }

    mutating func add() {
        counts[place(newest)] += 1
        total += 1
    }

    /// Seconds until some of it is older than a minute; a whole minute where there is nothing.
    var relief: Int {
        let oldest = (newest - Int64(Self.seconds) + 1...newest).first { counts[place($0)] > 0 }
        return Int((oldest ?? newest) - newest) + Self.seconds
    }

    private func place(_ second: Int64) -> Int { Int(second % Int64(Self.seconds)) }
}
