import Records
import Testing

@Suite(.serialized, .otherPrograms) struct VisibilityTests {
    @Test func every201IsFollowedAtOnceByTheRecordOnEveryThread() async throws {
        let server = try await Server()
        let creates = 10_000
        let storm = try await Command.script(
            "storm.py",
            ["\(server.http)", "\(server.dns)", "\(server.metrics)", server.records, server.token, "\(creates)", "64"])
        let result = try JSON(parsing: Array(storm.output.utf8))
        let threads = try #require(result["threads"]?.integer)
        #expect(storm.status == 0, "\(storm.errors)")
        #expect(result["created"]?.integer == Int64(creates), "\(storm.output)\(storm.errors.suffix(2_000))")
        #expect(result["asked"]?.integer == Int64(creates) * threads)
        #expect(result["wrong"] == 0 && result["silent"] == 0, "\(storm.output)\(storm.errors.suffix(2_000))")
        // Both transports, and each of their threads, had every question.
        #expect(threads >= 2)
        #expect((result["fewest"]?.integer ?? 0) >= Int64(creates))
    }

    @Test func whatWasAnsweredIsThereAfterARestart() async throws {
        let server = try await Server()
        for i in 0..<20 {
            #expect(try await server.create(#"{"name":"h\#(i)","value":"192.0.2.\#(i)"}"#).status == 201)
        }
        #expect(try await server.terminate().status == 0)
        try await server.start()
        for i in 0..<20 {
            #expect(try await server.dig("h\(i).example.com.", "A") == ["h\(i).example.com. 3600 IN A 192.0.2.\(i)"])
        }
    }
}
