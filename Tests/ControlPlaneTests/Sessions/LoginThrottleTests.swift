import Testing

@testable import ControlPlane

/// Dialogues: who tries, when, and what is said.
@Suite struct LoginThrottleTests {
    /// A throttle with a clock in seconds.
    private struct Scene {
        var throttle: LoginThrottle
        var seconds: Int64 = 1_000_000

        init(capacity: Int = 50_000) { throttle = LoginThrottle(capacity: capacity) }

        private var now: Int64 { seconds * 1_000_000 }

        static func source(_ address: String) -> LoginThrottle.Source { .init(IPAddress(address)) }

        mutating func attempt(_ account: String = "a", from address: String = "192.0.2.1", known: Bool = false)
            -> LoginThrottle.Verdict
        {
            throttle.attempt(on: account, from: Self.source(address), isKnown: known, at: now)
        }

        /// The seconds to wait after an attempt that fails if it is admitted, which is 0.
        mutating func fail(_ account: String = "a", from address: String = "192.0.2.1", known: Bool = false) -> Int {
            guard case .wait(let seconds) = attempt(account, from: address, known: known) else { return 0 }
            return seconds
        }

        /// The same for one that succeeds.
        mutating func succeed(_ account: String = "a", from address: String = "192.0.2.1", known: Bool = false) -> Int {
            switch attempt(account, from: address, known: known) {
            case .wait(let seconds): return seconds
            case .admitted(let attempt):
                throttle.succeeded(attempt, at: now)
                return 0
            }
        }

        mutating func withdraw(_ account: String = "a", from address: String = "192.0.2.1") -> Int {
            switch attempt(account, from: address) {
            case .wait(let seconds): return seconds
            case .admitted(let attempt):
                throttle.withdrew(attempt, at: now)
                return 0
            }
        }
    }

    @Test func eachFailureMakesTheSourceWaitTwiceAsLong() {
        var scene = Scene()
        for _ in 0..<5 { #expect(scene.fail() == 0) }
        for wait in [1, 2, 4, 8, 16, 32, 64, 128, 256, 512, 900, 900] {
            #expect(scene.fail() == wait)
            scene.seconds += Int64(wait) - 1
            #expect(scene.fail() == 1)
            scene.seconds += 1
            #expect(scene.fail() == 0)
        }
    }

    @Test func whoComesTooEarlyDoesNotWaitLongerForIt() {
        var scene = Scene()
        for _ in 0..<5 { _ = scene.fail() }
        for _ in 0..<100 { #expect(scene.fail() == 1) }
        scene.seconds += 1
        #expect(scene.succeed() == 0)
    }

    @Test func afterASuccessTheSourceBeginsAnew() {
        var scene = Scene()
        for _ in 0..<4 { _ = scene.fail() }
        #expect(scene.succeed() == 0)
        for _ in 0..<10 { #expect(scene.fail() == 0) }
        #expect(scene.fail() == 1)
    }

    @Test func anHourLaterItIsForgotten() {
        var scene = Scene()
        for _ in 0..<12 {
            scene.seconds += Int64(scene.fail())
            _ = scene.fail()
        }
        scene.seconds += 3_600
        for _ in 0..<5 { #expect(scene.fail() == 0) }
    }

    @Test func whoIsAskedForACodeKeepsTheTurnWithAnAccountThatManyTry() {
        var scene = Scene()
        for i in 0..<30 { _ = scene.fail(from: "198.51.100.\(i)") }
        let wait = scene.withdraw(from: "203.0.113.7")
        #expect(wait > 0)
        scene.seconds += Int64(wait)
        #expect(scene.withdraw(from: "203.0.113.7") == 0)
        #expect(scene.succeed(from: "203.0.113.7") == 0)
    }

    @Test func anotherAccountOfTheSameSourceDoesNotWaitAtFirst() {
        var scene = Scene()
        for _ in 0..<6 { _ = scene.fail("a") }
        #expect(scene.fail("a") > 0)
        #expect(scene.fail("b") == 0)
    }

    @Test func aSourceThatTriesManyAccountsWaitsForAll() {
        var scene = Scene()
        for i in 0..<30 { #expect(scene.fail("account \(i)") == 0) }
        #expect(scene.fail("one more") == 1)
        #expect(scene.fail("one more", from: "192.0.2.2") == 0)
    }

    @Test func aNetworkOfIPv6IsOneSource() {
        var scene = Scene()
        for i in 0..<5 { #expect(scene.fail(from: "2001:db8:1:2::\(i)") == 0) }
        #expect(scene.fail(from: "2001:db8:1:2:ffff::1") == 1)
        #expect(scene.fail(from: "2001:db8:1:3::1") == 0)
        // What comes in IPv6 clothes is the IPv4 address.
        for _ in 0..<5 { _ = scene.fail("b", from: "192.0.2.9") }
        #expect(scene.fail("b", from: "::ffff:192.0.2.9") == 1)
    }

    @Test func aSiteThatTriesManyAccountsWaitsForAll() {
        var scene = Scene()
        for i in 0..<60 { #expect(scene.fail("account \(i)", from: "2001:db8:1:\(i)::1") == 0) }
        #expect(scene.fail("one more", from: "2001:db8:1:ffff::1") == 1)
        #expect(scene.fail("one more", from: "2001:db8:2:ffff::1") == 0)
        #expect(scene.fail("one more", from: "2001:db8:1:ffff::1", known: true) == 0)
    }

    @Test func aCrowdDoesNotKeepThePersonOutOfAPlaceWhereItHasBeen() {
        var scene = Scene()
        #expect(scene.succeed(from: "203.0.113.5") == 0)
        for i in 0..<200 {
            _ = scene.fail(from: "198.51.100.\(i)")
            scene.seconds += 1
            if i.isMultiple(of: 10) { #expect(scene.succeed(from: "203.0.113.5") == 0) }
        }
        #expect(scene.succeed(from: "203.0.113.6", known: true) == 0)
    }

    @Test func fromANewPlaceThePersonHasATurnThatACrowdCannotTake() {
        var scene = Scene()
        for i in 0..<100 {
            _ = scene.fail(from: "198.51.100.\(i)")
            _ = scene.fail(from: "198.51.100.\(i)")
            scene.seconds += 10
        }
        let wait = scene.succeed(from: "203.0.113.5")
        #expect((1...300).contains(wait))
        for i in 0..<wait {
            scene.seconds += 1
            _ = scene.fail(from: "198.51.101.\(i % 250)")
        }
        #expect(scene.succeed(from: "203.0.113.5") == 0)
        // And from then on it is a place where the person has been.
        #expect(scene.succeed(from: "203.0.113.5") == 0)
    }

    @Test func aCrowdIsSlowedAsOne() {
        var scene = Scene()
        var guesses = 0
        // Each tries once a second for five minutes.
        for _ in 0..<300 {
            for i in 0..<200 where scene.fail(from: "198.51.100.\(i)") == 0 { guesses += 1 }
            scene.seconds += 1
        }
        // Unthrottled that were 60,000.
        #expect(guesses < 1_000)
    }

    @Test func behindTheAttackersOwnAddressThePersonWaitsAMinuteAtMost() {
        var scene = Scene()
        #expect(scene.succeed() == 0)
        for _ in 0..<100 {
            scene.seconds += Int64(scene.fail())
            #expect(scene.fail() <= 60)
        }
        scene.seconds += 60
        #expect(scene.succeed() == 0)
    }

    @Test func whatTaughtNothingDoesNotCount() {
        var scene = Scene()
        for _ in 0..<100 { #expect(scene.withdraw() == 0) }
        for _ in 0..<5 { #expect(scene.fail() == 0) }
        #expect(scene.fail() == 1)
    }

    @Test func itTakesNoMoreMemoryThanItMay() {
        var scene = Scene(capacity: 100)
        for i in 0..<10_000 { _ = scene.fail("account \(i)", from: "10.\(i / 250).\(i % 250).1") }
        #expect(scene.throttle.count <= 100)
        for i in 0..<1_000 { _ = scene.succeed("account \(i)", from: "10.\(i / 250).\(i % 250).1") }
        #expect(scene.throttle.count <= 200)
        // Those seen last are kept.
        for _ in 0..<6 { _ = scene.fail("b") }
        #expect(scene.fail("b") > 0)
    }
}
