import DNS
import NIOCore
import NIOPosix
import Testing

@testable import Outbound

@Suite struct StubResolverTests {
    /// For servers that are silent.
    static var quick: StubResolver.Limits {
        var limits = StubResolver.Limits()
        limits.wait = .milliseconds(1_500)
        limits.connection = .milliseconds(5_000)
        return limits
    }

    /// For servers that answer, at once, though among other tests it may take long until that is seen.
    static var patient: StubResolver.Limits {
        var limits = StubResolver.Limits()
        (limits.wait, limits.connection) = (.seconds(8), .seconds(30))
        return limits
    }

    static func resolver(_ servers: SocketAddress..., limits: StubResolver.Limits = patient) -> StubResolver {
        StubResolver(servers: servers, limits: limits)
    }

    static func failure(_ body: () async throws -> Void) async -> ResolverError? {
        do {
            try await body()
            return nil
        } catch {
            return error as? ResolverError
        }
    }

    static let answer: Impostor.Reply = { query, _ in [query.answer(["www.example.com. 60 A 192.0.2.1"]).serialized()] }

    /// A text too long for UDP.
    static let long = (0..<12).map { "big.test. 60 TXT \"\($0) \(String(repeating: "x", count: 200))\"" }

    @Test func aRealServerIsAskedOverUDPAndWhereItMustBeOverTCP() async throws {
        let zone = RealServer.Zone(
            apex: "test.", lines: ["a.test. 60 TXT \"one\" \"two\"", "b.test. 60 CNAME a.test."] + Self.long)
        try await RealServer.with(["127.0.0.1": [zone]]) { port in
            let resolver = Self.resolver(try SocketAddress(ipAddress: "127.0.0.1", port: port))
            #expect(try await resolver.records(.txt, at: name("a.test.")).map(\.text) == [#""one" "two""#])
            #expect(try await resolver.records(.txt, at: name("big.test.")).count == 12)
            #expect(try await resolver.records(.txt, at: name("none.test.")).isEmpty)
            #expect(try await resolver.records(.a, at: name("a.test.")).isEmpty)
            // What stands at another name is not at this one.
            #expect(try await resolver.records(.txt, at: name("b.test.")).isEmpty)
            #expect(try await resolver.ask(name("b.test."), .txt).answers.count == 2)
            let refused = await Self.failure { _ = try await resolver.ask(name("elsewhere."), .a) }
            #expect(refused == .refused(.refused))
        }
    }

    @Test func whatIsMadeUpIsPassedOverUntilTheAnswerComes() async throws {
        let reply: Impostor.Reply = { query, overTCP in
            let good = query.answer(["www.example.com. 60 A 192.0.2.1"])
            guard !overTCP else { return [] }
            let bad = query.answer(["www.example.com. 60 A 203.0.113.66"])
            var (id, question, type, direction) = (bad, bad, bad, bad)
            id.id &+= 1
            question.questions[0].name = name("www.example.org.")
            type.questions[0].type = .aaaa
            direction.flags.remove(.qr)
            return [id, question, type, direction].map { $0.serialized() } + [[1, 2, 3], good.serialized()]
        }
        try await Impostor.with(reply) { server in
            let records = try await Self.resolver(server.address).records(.a, at: name("www.example.com."))
            #expect(records.map(\.text) == ["192.0.2.1"])
            #expect(server.asked.count == 1)
        }
    }

    @Test func aNameThatComesBackInAnotherCaseIsAskedForOverTCP() async throws {
        let reply: Impostor.Reply = { query, overTCP in
            var answer = query.answer(["www.example.com. 60 A \(overTCP ? "192.0.2.1" : "203.0.113.66")"])
            answer.questions[0].name = answer.questions[0].name.canonical
            return [answer.serialized()]
        }
        try await Impostor.with(reply) { server in
            let records = try await Self.resolver(server.address).records(
                .a, at: name("a-name-with-many-letters.www.example.com."))
            #expect(records.isEmpty)
            let message = try await Self.resolver(server.address).ask(
                name("a-name-with-many-letters.www.example.com."), .a)
            #expect(message.answers.map(\.rdata.text) == ["192.0.2.1"])
            #expect(server.asked.filter(\.overTCP).count == 2)
        }
    }

    @Test func whatDoesNotFitIsAskedForOverTCP() async throws {
        let reply: Impostor.Reply = { query, overTCP in
            var answer = query.answer(overTCP ? ["www.example.com. 60 A 192.0.2.1"] : [])
            if !overTCP { answer.flags.insert(.tc) }
            return [answer.serialized()]
        }
        try await Impostor.with(reply) { server in
            let records = try await Self.resolver(server.address).records(.a, at: name("www.example.com."))
            #expect(records.map(\.text) == ["192.0.2.1"])
            #expect(server.asked.map(\.overTCP) == [false, true])
        }
    }

    @Test func aServerFromBeforeEDNSIsAskedWithoutIt() async throws {
        let reply: Impostor.Reply = { query, _ in
            [query.edns == nil ? query.answer(["www.example.com. 60 A 192.0.2.1"]) : query.answer([], .formatError)]
                .map { $0.serialized() }
        }
        try await Impostor.with(reply) { server in
            let records = try await Self.resolver(server.address).records(.a, at: name("www.example.com."))
            #expect(records.map(\.text) == ["192.0.2.1"])
            #expect(server.asked.map { $0.query.edns?.udpPayloadSize } == [1_232, nil])
            #expect(server.asked.allSatisfy { $0.query.flags.contains(.rd) })
        }
    }

    @Test func theNextServerIsAskedWhereOneIsSilentOrFails() async throws {
        try await Impostor.with({ _, _ in [] }) { silent in
            try await Impostor.with({ query, _ in [query.answer([], .serverFailure).serialized()] }) { failing in
                try await Impostor.with(Self.answer) { good in
                    let resolver = Self.resolver(silent.address, failing.address, good.address, limits: Self.quick)
                    let records = try await resolver.records(.a, at: name("www.example.com."))
                    #expect(records.map(\.text) == ["192.0.2.1"])
                    #expect(silent.asked.count == 1 && failing.asked.count == 1)
                    let failure = await Self.failure {
                        _ = try await Self.resolver(failing.address).ask(name("www.example.com."), .a)
                    }
                    #expect(failure == .refused(.serverFailure))
                }
            }
        }
    }

    @Test func whoIsSilentIsAskedTwiceAndGivenUp() async throws {
        try await Impostor.with({ _, _ in [] }) { silent in
            let start = ContinuousClock.now
            let failure = await Self.failure {
                _ = try await Self.resolver(silent.address, limits: Self.quick).ask(name("www.example.com."), .a)
            }
            #expect(failure == .silent)
            #expect(silent.asked.count == 2)
            #expect(ContinuousClock.now - start >= .milliseconds(590))
        }
    }

    @Test func whereNobodyListensNobodyIsWaitedFor() async throws {
        let gone = try await Impostor(Self.answer)
        await gone.close()
        let failure = await Self.failure {
            _ = try await Self.resolver(gone.address, limits: Self.quick).ask(name("a.test."), .a)
        }
        #expect(failure == .unreachable || failure == .silent)
        #expect(await Self.failure { _ = try await StubResolver(servers: []).ask(name("a.test."), .a) } == .noServer)
    }

    @Test func aPacketFromAnotherAddressIsNotHeard() async throws {
        // Knows all of the question, and answers from a socket of its own.
        let other = try await DatagramBootstrap(group: MultiThreadedEventLoopGroup.singleton)
            .bind(host: "127.0.0.1", port: 0).get()
        try await Impostor.with({ _, _ in [] }) { server in
            let resolver = Self.resolver(server.address, limits: Self.quick)
            async let asking = Self.failure { _ = try await resolver.ask(name("www.example.com."), .a) }
            var told: Set<Int> = []
            while told.count < 2 {
                try await Task.sleep(for: .milliseconds(20))
                for asked in server.asked where told.insert(asked.port).inserted {
                    let packet = asked.query.answer(["www.example.com. 60 A 203.0.113.66"]).serialized()
                    let address = try SocketAddress(ipAddress: "127.0.0.1", port: asked.port)
                    try await other.writeAndFlush(
                        AddressedEnvelope(remoteAddress: address, data: ByteBuffer(bytes: packet)))
                }
            }
            #expect(await asking == .silent)
        }
        try await other.close()
    }

    @Test func everyQuestionHasAPortAndAnIdOfItsOwn() async throws {
        try await Impostor.with(Self.answer) { server in
            let resolver = Self.resolver(server.address)
            for _ in 0..<64 { _ = try await resolver.ask(name("www.example.com."), .a) }
            let asked = server.asked
            #expect(Set(asked.map(\.query.id)).count > 60)
            #expect(Set(asked.map(\.port)).count > 55)
            let steps = zip(asked, asked.dropFirst()).map { $1.port - $0.port }
            #expect(Set(steps).count > 40)
        }
    }

    @Test func noMoreAskThanMay() async throws {
        var limits = Self.quick
        limits.underWay = 2
        limits.waiting = 3
        try await Impostor.with({ _, _ in [] }) { silent in
            let resolver = StubResolver(servers: [silent.address], limits: limits)
            let failures = await withTaskGroup(of: ResolverError?.self) { tasks in
                for _ in 0..<10 {
                    tasks.addTask { await Self.failure { _ = try await resolver.ask(name("a.test."), .a) } }
                }
                return await tasks.reduce(into: []) { $0.append($1) }
            }
            #expect(failures.count { $0 == .busy } == 5)
            #expect(failures.count { $0 == .silent } == 5)
            // And afterwards there is room again.
            #expect(await Self.failure { _ = try await resolver.ask(name("a.test."), .a) } == .silent)
        }
    }

    @Test func whoIsCancelledGoesAtOnce() async throws {
        var limits = Self.quick
        limits.wait = .seconds(30)
        try await Impostor.with({ _, _ in [] }) { silent in
            let resolver = StubResolver(servers: [silent.address], limits: limits)
            let start = ContinuousClock.now
            let failure = await Self.failure {
                _ = try await Deadline.within(.milliseconds(200)) { try await resolver.ask(name("a.test."), .a) }
            }
            #expect(failure == .silent)
            #expect(ContinuousClock.now - start < .seconds(10))
        }
    }
}
