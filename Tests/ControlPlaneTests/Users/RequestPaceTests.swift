import Testing

@testable import ControlPlane

@Suite struct RequestPaceTests {
    @Test func aNumberOfTimesInAWindowAndNotOnceMore() {
        var pace = RequestPace<String>()
        for _ in 0..<3 { #expect(pace.take("a", 3, inSeconds: 60, at: 0) == true) }
        #expect(pace.take("a", 3, inSeconds: 60, at: 59_999_999) == false)
        #expect(pace.take("b", 3, inSeconds: 60, at: 59_999_999) == true)
        #expect(pace.take("a", 3, inSeconds: 60, at: 60_000_000) == true)
    }

    @Test func itTakesNoMoreMemoryThanItMay() {
        var pace = RequestPace<Int>(capacity: 10)
        for key in 0..<1_000 { #expect(pace.take(key, 1, inSeconds: 60, at: Int64(key)) == true) }
        #expect(pace.count <= 10)
    }
}
