import NIOCore
import NIOPosix
import Testing

@testable import Web

@Suite struct AlarmTests {
    /// When it rings, in milliseconds, after it was set at these times to these others.
    private static func ring(_ settings: [(at: Int64, to: Int64?)], until end: Int64 = 600) async throws -> [Int64] {
        let loop = MultiThreadedEventLoopGroup.singleton.next()
        let start = NIODeadline.now()
        let rung = loop.makePromise(of: [Int64].self)
        loop.execute {
            var times: [Int64] = []
            let alarm = Alarm(on: loop) { times.append((NIODeadline.now() - start).nanoseconds / 1_000_000) }
            let isolated = loop.assumeIsolated()
            for (at, to) in settings {
                isolated.scheduleTask(deadline: start + .milliseconds(at)) {
                    alarm.set(to.map { start + .milliseconds($0) })
                }
            }
            isolated.scheduleTask(deadline: start + .milliseconds(end)) {
                alarm.cancel()
                rung.succeed(times)
            }
        }
        return try await rung.futureResult.get()
    }

    @Test func ringsOnceWhenItIsDue() async throws {
        let times = try await Self.ring([(0, 100)])
        #expect(times.count == 1 && times.allSatisfy { $0 >= 100 }, "\(times)")
    }

    @Test func whatIsDueLaterPutsItOff() async throws {
        let times = try await Self.ring([(0, 100), (20, 200), (40, 300)])
        #expect(times.count == 1 && times.allSatisfy { $0 >= 300 }, "\(times)")
    }

    @Test func whatIsDueBeforeBringsItForward() async throws {
        let times = try await Self.ring([(0, 5_000), (20, 200)])
        #expect(times.count == 1 && times.allSatisfy { $0 >= 200 }, "\(times)")
    }

    @Test func nothingIsDueAfterItWasTakenBack() async throws {
        #expect(try await Self.ring([(0, 100), (20, nil)]) == [])
        // Nor is the time that was taken back, where another is set.
        let times = try await Self.ring([(0, 100), (20, nil), (40, 300)])
        #expect(times.count == 1 && times.allSatisfy { $0 >= 300 }, "\(times)")
    }

    @Test func canBeSetAgain() async throws {
        let times = try await Self.ring([(0, 50), (200, 250)])
        #expect(times.count == 2, "\(times)")
    }

    @Test func staysSilentOnceItIsCancelled() async throws {
        #expect(try await Self.ring([(0, 300)], until: 100) == [])
    }
}
