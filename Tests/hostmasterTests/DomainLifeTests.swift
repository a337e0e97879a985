import Records
import Testing

/// What becomes of a domain as a whole, seen from DNS, also across a restart.
@Suite(.serialized, .otherPrograms) struct DomainLifeTests {
    static func call(
        _ server: Server, _ method: String, _ path: String, _ body: String? = nil
    ) async throws -> HTTPExchange {
        let path = path.hasPrefix("/") ? path : "/api/organizations/1/domains\(path.isEmpty ? "" : "/\(path)")"
        return try #require(
            try await HTTPExchange.send(method, path, port: server.http, token: server.token, body: body))
    }

    /// The response code that dig shows.
    static func code(_ server: Server, _ name: String) async throws -> String {
        let output = try await Command.run(
            Command.dig, ["@127.0.0.1", "-p", "\(server.dns)", "+norecurse", "+noall", "+comments", name, "SOA"]
        ).output
        return output.split(separator: "status: ").dropFirst().first?.prefix { $0 != "," }.description ?? "none"
    }

    static func serial(_ server: Server, _ name: String) async throws -> UInt32 {
        let fields = try await server.dig(name, "SOA").first?.split(separator: " ") ?? []
        return try #require(fields.count > 6 ? UInt32(fields[6]) : nil)
    }

    @Test func aNewDomainIsServedWithWhatItsSettingsSay() async throws {
        let server = try await Server()
        let made = try await Self.call(server, "POST", "", #"{"name":"one.test","nameservers":["ns.example.net"]}"#)
        #expect(made.status == 201, "\(made.body)")
        let id = try #require(made.json["id"]?.string)
        #expect(try await server.dig("one.test", "NS") == ["one.test. 3600 IN NS ns.example.net."])
        let patch =
            #"{"nameservers":["a.example.net","b.example.net"],"soa":{"rname":"dns@example.net","refresh":7200}}"#
        let patched = try await Self.call(server, "PATCH", id, patch)
        #expect(patched.status == 200, "\(patched.body)")
        let serial = try #require(patched.json["serial"]?.integer)
        let soa = "one.test. 3600 IN SOA a.example.net. dns.example.net. \(serial) 7200 600 1209600 300"
        #expect(
            try await server.dig("one.test", "NS").sorted() == [
                "one.test. 3600 IN NS a.example.net.", "one.test. 3600 IN NS b.example.net.",
            ])
        #expect(try await server.dig("one.test", "SOA") == [soa])
        #expect(try await server.terminate().status == 0)
        try await server.start()
        #expect(try await server.dig("one.test", "SOA") == [soa])
    }

    @Test func whatIsDeletedOrSuspendedIsNotServedAfterARestartEither() async throws {
        let server = try await Server()
        var ids: [String] = []
        for name in ["gone.test", "paused.test", "kept.test"] {
            let made = try await Self.call(server, "POST", "", #"{"name":"\#(name)"}"#)
            ids.append(try #require(made.json["id"]?.string))
            let records = "\(ids.last ?? "")/dns-records"
            #expect(try await Self.call(server, "POST", records, #"{"name":"www","value":"192.0.2.1"}"#).status == 201)
        }
        let serial = try await Self.serial(server, "gone.test")
        #expect(try await Self.call(server, "DELETE", ids[0]).status == 204)
        #expect(try await Self.call(server, "PATCH", ids[1], #"{"status":"suspended"}"#).status == 200)
        for _ in 0..<2 {
            #expect(try await Self.code(server, "gone.test") == "REFUSED")
            #expect(try await Self.code(server, "paused.test") == "REFUSED")
            #expect(try await Self.code(server, "kept.test") == "NOERROR")
            #expect(try await server.terminate().status == 0)
            try await server.start()
        }
        // The name is free, and whoever has it next is newer.
        let next = try await Self.call(server, "POST", "", #"{"name":"gone.test"}"#)
        #expect(next.status == 201)
        #expect(try await Self.serial(server, "gone.test") > serial)
        #expect(try await server.dig("www.gone.test", "A").contains { $0.contains(" IN A ") } == false)
        #expect(try await Self.call(server, "POST", "\(ids[0])/undelete").status == 409)
        let second = try await Self.serial(server, "gone.test")
        #expect(try await Self.call(server, "DELETE", try #require(next.json["id"]?.string)).status == 204)
        #expect(try await Self.call(server, "POST", "\(ids[0])/undelete").status == 200)
        #expect(try await Self.serial(server, "gone.test") > second)
        #expect(try await Self.call(server, "PATCH", ids[1], #"{"status":"active"}"#).status == 200)
        for _ in 0..<2 {
            for name in ["www.gone.test", "www.paused.test"] {
                #expect(try await server.dig(name, "A") == ["\(name). 3600 IN A 192.0.2.1"])
            }
            #expect(try await server.terminate().status == 0)
            try await server.start()
        }
    }
}
