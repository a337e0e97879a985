import ArgumentParser
import ControlPlane
import DNS
import Records
import SQL
import Synchronization

/// Measures what it costs to know who sends a request, and tries whether a revoked token is refused at once.
@main
struct Authentication: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Authenticate with API tokens of a new store. Prints one line of JSON.",
        discussion: "Microseconds a request; and how often a token was accepted after it had been revoked.")

    @Option(help: "An empty directory for the store.")
    var data: String
    @Option(help: "How many tokens there are.")
    var tokens = 500
    @Option(help: "Requests of each kind.")
    var requests = 100_000
    @Option(help: "How many tokens are revoked while others use them.")
    var revocations = 200
    @Option(help: "Logins of each kind that fail.")
    var logins = 25

    private static let email = "bench@example.test"

    func run() async throws {
        let database = try Database(path: "\(data)/hostmaster.sqlite")
        let clock = Clock()
        let plane = ControlPlane(
            database: database, publisher: NoNameServer(), settings: Settings(now: { clock.now }), secrets: .random())
        try await plane.start()
        let made = try await plane.bootstrap(
            email: Self.email, password: "benchmarks only", organization: "Bench")
        // Whoever logged in: a token makes no tokens.
        let person = try await plane.authenticate(token: made.token).inPerson
        var plain: [String] = []
        for i in 0..<tokens { plain.append(try await plane.token("bench \(i)", for: person).plain) }

        let one = try await microseconds(requests) { _ in _ = try await plane.authenticate(token: plain[0]) }
        let many = try await microseconds(requests) { i in
            _ = try await plane.authenticate(token: plain[i % plain.count])
        }
        let cold = try await afterInvalidation(plane, plain[0], person)
        let late = try await acceptedAfterRevocation(plane, person)
        // Last, because time goes on meanwhile.
        let failed = try await failedLogins(plane, clock)
        await database.close()
        print(
            """
            {"one":\(one),"many":\(many),"tokens":\(tokens),"cold":\(cold),"revocations":\(revocations),\
            "acceptedAfterRevocation":\(late),"wrongPassword":\(failed.wrong),"unknownAddress":\(failed.unknown)}
            """)
    }

    private func microseconds(_ count: Int, _ request: (Int) async throws -> Void) async throws -> Double {
        for i in 0..<count / 10 { try await request(i) }
        let start = ContinuousClock.now
        for i in 0..<count { try await request(i) }
        return (ContinuousClock.now - start) / .microseconds(1) / Double(count)
    }

    /// The request after a write to tokens, which is answered by the store: the median.
    private func afterInvalidation(_ plane: ControlPlane, _ token: String, _ person: Caller) async throws -> Double {
        var times: [Double] = []
        for i in 0..<200 {
            _ = try await plane.token("cold \(i)", for: person)
            let start = ContinuousClock.now
            _ = try await plane.authenticate(token: token)
            times.append((ContinuousClock.now - start) / .microseconds(1))
        }
        return times.sorted()[times.count / 2]
    }

    /// How many times a token was accepted by a request that began after the revocation had been answered.
    private func acceptedAfterRevocation(_ plane: ControlPlane, _ person: Caller) async throws -> Int {
        var late = 0
        for i in 0..<revocations {
            let issued = try await plane.token("revoked \(i)", for: person)
            late += try await withThrowingTaskGroup(of: Void.self) { others in
                for _ in 0..<4 {
                    // Ends with the first refusal; meanwhile they keep the answer in memory.
                    others.addTask {
                        while await plane.accepts(issued.plain) { await Task.yield() }
                    }
                }
                for _ in 0..<100 where await plane.accepts(issued.plain) { await Task.yield() }
                try await plane.revokeToken(issued.token.id, for: person)
                var late = 0
                for _ in 0..<10 where await plane.accepts(issued.plain) { late += 1 }
                try await others.waitForAll()
                return late
            }
        }
        return late
    }
}

extension Authentication {
    /// How long it takes to be told that an address and a password are none: with an address that somebody has, and
    /// with one that nobody has. The medians, in milliseconds.
    fileprivate func failedLogins(
        _ plane: ControlPlane, _ clock: Clock
    ) async throws -> (wrong: Double, unknown: Double) {
        var (wrong, unknown): ([Double], [Double]) = ([], [])
        for i in 0..<logins {
            // In turn, so that what else the machine does is no difference between the two.
            for isKnown in i % 2 == 0 ? [true, false] : [false, true] {
                let time = try await failedLogin(plane, clock, as: isKnown ? Self.email : "nobody@example.test")
                if isKnown { wrong.append(time) } else { unknown.append(time) }
            }
        }
        return (wrong.sorted()[logins / 2], unknown.sorted()[logins / 2])
    }

    private func failedLogin(_ plane: ControlPlane, _ clock: Clock, as email: String) async throws -> Double {
        // Failures that are so long ago are forgotten: nobody has to wait.
        clock.advance(hours: 2)
        let login = try LoginAttempt(reading: ["email": .string(email), "password": "a wrong password"])
        let start = ContinuousClock.now
        do {
            _ = try await plane.logIn(login, from: SessionOrigin(address: IPAddress("192.0.2.1")))
        } catch ControlPlaneError.unauthenticated {
            return (ContinuousClock.now - start) / .milliseconds(1)
        }
        throw ValidationError("a wrong password was accepted")
    }
}

/// The time as the control plane has it.
private final class Clock: Sendable {
    private let ahead = Atomic<Int64>(0)

    /// Microseconds since 1970.
    var now: Int64 { Settings.wallClock() + ahead.load(ordering: .relaxed) }

    func advance(hours: Int64) { ahead.add(hours * 3_600_000_000, ordering: .relaxed) }
}

extension ControlPlane {
    /// With permissions, as a token in use has them.
    fileprivate func token(_ name: String, for person: Caller) async throws -> IssuedToken {
        try await createToken(TokenDraft(name: name, permissions: TokenPreset.acme.permissions), for: person)
    }

    fileprivate func accepts(_ token: String) async -> Bool {
        (try? await authenticate(token: token)) != nil
    }
}

extension Caller {
    fileprivate var inPerson: Caller {
        var caller = self
        caller.token = nil
        return caller
    }
}
