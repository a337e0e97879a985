import HTTPTypes
import Records
import Testing

@testable import ControlPlane
@testable import Web

@Suite struct WriteLimitTests {
    private func limit(_ writes: Int, _ fixture: Fixture) async throws {
        let reply = try await fixture.send(
            .patch, fixture.organization, #"{"quotas":{"writesPerMinute":\#(writes)}}"#)
        #expect(reply.status == 200)
    }

    @Test func tooManyWritesAMinuteAreRefused() async throws {
        try await Fixture.with { fixture in
            try await limit(3, fixture)
            for i in 0..<3 {
                let reply = try await fixture.create("h\(i)")
                #expect(reply.status == 201)
                #expect(reply.headers[.rateLimitPolicy] == "\"writes\";q=3;w=60")
                #expect(reply.headers[.rateLimit]?.hasPrefix("\"writes\";r=\(2 - i);t=") == true)
            }
            let refused = try await fixture.create("h3")
            #expect(refused.status == 429)
            #expect(refused.slug == "too-many-requests")
            #expect(refused.headers[.rateLimit]?.hasPrefix("\"writes\";r=0;t=") == true)
            let seconds = try #require(refused.headers[.retryAfter].flatMap { Int($0) })
            #expect((1...60).contains(seconds))
            // Reads go on, and tell how it stands.
            let read = try await fixture.send(.get, fixture.records)
            #expect(read.status == 200)
            #expect(read.headers[.rateLimit]?.hasPrefix("\"writes\";r=0;t=") == true)
            // The operator can lift it.
            #expect(try await fixture.send(.patch, fixture.organization, #"{"quotas":null}"#).status == 200)
            let free = try await fixture.create("h3")
            #expect(free.status == 201)
            #expect(free.headers[.rateLimit] == nil && free.headers[.rateLimitPolicy] == nil)
        }
    }

    @Test func aRefusedWriteCountsAndTells() async throws {
        try await Fixture.with { fixture in
            try await limit(2, fixture)
            let broken = try await fixture.send(.post, fixture.records, #"{"type":"A"}"#)
            #expect(broken.status == 422)
            #expect(broken.headers[.rateLimit]?.hasPrefix("\"writes\";r=1;") == true)
            // A HEAD is no write.
            #expect(try await fixture.send(.head, fixture.records).status == 200)
            #expect(try await fixture.create("a").status == 201)
            #expect(try await fixture.create("b").status == 429)
        }
    }

    @Test func itHoldsForManyAtOnce() async throws {
        try await Fixture.with { fixture in
            try await limit(5, fixture)
            let statuses = try await withThrowingTaskGroup(of: Int.self) { tasks in
                for i in 0..<12 { tasks.addTask { try await fixture.create("h\(i)").status } }
                return try await tasks.reduce(into: []) { $0.append($1) }
            }
            #expect(statuses.count { $0 == 201 } == 5)
            #expect(statuses.count { $0 == 429 } == 7)
        }
    }

    @Test func quotasOfThingsAre403() async throws {
        try await Fixture.with { fixture in
            let reply = try await fixture.send(.patch, fixture.organization, #"{"quotas":{"recordsPerDomain":1}}"#)
            #expect(reply.status == 200)
            #expect(try await fixture.create("a").status == 201)
            let refused = try await fixture.create("b")
            #expect(refused.status == 403)
            #expect(refused.slug == "limit-reached")
            #expect(refused.json["detail"]?.string?.contains("example.com has 1 records") == true)
        }
    }
}
