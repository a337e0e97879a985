import Testing

@testable import ControlPlane

@Suite struct WritePaceTests {
    private static let second: Int64 = 1_000_000
    private static let start: Int64 = 1_800_000_000 * second

    private func at(_ seconds: Double) -> Int64 { Self.start + Int64(seconds * Double(Self.second)) }

    @Test func aMinuteHasNoMoreWhereverItBegins() {
        let (pace, limit) = (WritePace(), 7)
        var generator = SplitMix(seed: 7)
        var taken: [Int64] = []
        var now = Self.start
        for _ in 0..<5_000 {
            now += Int64(generator.next() % UInt64(3 * Self.second))
            if pace.take(of: 1, limit: limit, at: now) != nil { taken.append(now) }
        }
        // To a second, which is how exactly they are counted.
        for i in taken.indices.dropFirst(limit) { #expect(taken[i] - taken[i - limit] >= 59 * Self.second) }
        // Nor fewer than may be: some come about as soon as they may.
        #expect(taken.indices.dropFirst(limit).contains { taken[$0] - taken[$0 - limit] <= 63 * Self.second })
    }

    @Test func whatIsLeftAndWhenThereIsMoreIsTold() {
        let pace = WritePace()
        #expect(pace.allowance(of: 1, limit: 2, at: at(0)) == WriteAllowance(limit: 2, remaining: 2, relief: 60))
        #expect(pace.take(of: 1, limit: 2, at: at(0)) == WriteAllowance(limit: 2, remaining: 1, relief: 60))
        #expect(pace.take(of: 1, limit: 2, at: at(20)) == WriteAllowance(limit: 2, remaining: 0, relief: 40))
        #expect(pace.take(of: 1, limit: 2, at: at(59)) == nil)
        #expect(pace.allowance(of: 1, limit: 2, at: at(59)).relief == 1)
        #expect(pace.take(of: 1, limit: 2, at: at(60)) == WriteAllowance(limit: 2, remaining: 0, relief: 20))
        #expect(pace.allowance(of: 1, limit: 2, at: at(500)).remaining == 2)
        // Another's are another's.
        #expect(pace.take(of: 2, limit: 2, at: at(59)) != nil)
    }

    @Test func aClockThatIsSetBackForgivesNothing() {
        let pace = WritePace()
        #expect(pace.take(of: 1, limit: 1, at: at(100)) != nil)
        #expect(pace.take(of: 1, limit: 1, at: at(0)) == nil)
        #expect(pace.take(of: 1, limit: 1, at: at(160)) != nil)
    }

    @Test func noneAreAllowedWhereNoneAreGranted() {
        #expect(WritePace().take(of: 1, limit: 0, at: at(0)) == nil)
    }

    @Test func thoseThatStoppedWritingAreForgottenAndNoOthers() {
        let pace = WritePace()
        for organization in 0..<1_024 as Range<Int64> { _ = pace.take(of: organization, limit: 1, at: at(0)) }
        _ = pace.take(of: 5_000, limit: 1, at: at(30))
        for organization in 10_000..<11_024 as Range<Int64> { _ = pace.take(of: organization, limit: 1, at: at(70)) }
        #expect(pace.take(of: 5_000, limit: 1, at: at(70)) == nil)
        #expect(pace.take(of: 1, limit: 1, at: at(70)) != nil)
        #expect(pace.size <= 2_100)
    }

    @Test func manyAtOnceTakeWhatThereIs() async {
        let (pace, now) = (WritePace(), at(0))
        let taken = await withTaskGroup(of: Bool.self) { tasks in
            for _ in 0..<200 { tasks.addTask { pace.take(of: 1, limit: 50, at: now) != nil } }
            return await tasks.reduce(into: 0) { $0 += $1 ? 1 : 0 }
        }
        #expect(taken == 50)
    }
}
