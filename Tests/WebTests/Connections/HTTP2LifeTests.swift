import NIOCore
import NIOHTTP2
import Testing

@testable import Web

@Suite struct HTTP2LifeTests {
    static let limits = ConnectionLimits(
        idle: .seconds(30), request: .seconds(20), response: .seconds(60), linger: .seconds(2))
    let start = NIODeadline.uptimeNanoseconds(1_000_000_000)

    func life() -> HTTP2Life { HTTP2Life(limits: Self.limits, at: start) }

    @Test func aConnectionThatNobodyNeedsEndsInTwoSteps() {
        var life = life()
        #expect(life.due == start + .seconds(30))
        #expect(life.passed(at: start + .seconds(30)) == .leave)
        #expect(life.due == start + .seconds(32))
        #expect(life.echoed(at: start + .seconds(31)) == .concludeAndClose(.rootStream))
    }

    @Test func streamsKeepItOpen() {
        var life = life()
        life.opened(1)
        #expect(life.due == nil)
        life.opened(3)
        #expect(life.closedStream(at: start + .seconds(100)) == .none)
        #expect(life.due == nil)
        #expect(life.closedStream(at: start + .seconds(101)) == .none)
        #expect(life.due == start + .seconds(131))
    }

    @Test func atTheEndStreamsAreAnsweredFirst() {
        var life = life()
        life.opened(1)
        life.opened(3)
        #expect(life.shouldEnd(at: start) == .leave)
        #expect(life.shouldEnd(at: start) == .none)
        // Opened before the client could hear of it.
        life.opened(5)
        #expect(life.closedStream(at: start) == .none)
        #expect(life.echoed(at: start + .seconds(1)) == .conclude(5))
        #expect(life.echoed(at: start + .seconds(1)) == .none)
        #expect(life.closedStream(at: start + .seconds(2)) == .none)
        #expect(life.closedStream(at: start + .seconds(3)) == .close)
    }

    @Test func aClientThatDoesNotEchoIsNotWaitedFor() {
        var idle = life()
        #expect(idle.shouldEnd(at: start) == .leave)
        #expect(idle.due == start + .seconds(2))
        #expect(idle.passed(at: start + .seconds(2)) == .concludeAndClose(.rootStream))

        var busy = life()
        busy.opened(7)
        #expect(busy.shouldEnd(at: start) == .leave)
        #expect(busy.passed(at: start + .seconds(2)) == .conclude(7))
        #expect(busy.due == start + .seconds(82))
        #expect(busy.passed(at: start + .seconds(82)) == .close)
    }

    @Test func anEchoThatNobodyAskedForIsNothing() {
        var life = life()
        #expect(life.echoed(at: start) == .none)
        #expect(life.due == start + .seconds(30))
    }
}
