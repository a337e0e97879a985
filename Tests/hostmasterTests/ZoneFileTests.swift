import Foundation
import Records
import Testing

/// What goes out as a zone file is the same zone to other name servers.
@Suite(.otherPrograms) struct ZoneFileTests {
    @Test func bindAndKnotReadTheZone() async throws {
        let server = try await Server()
        // The types of DNSSEC would have to fit one another.
        let left: Set = [
            "CDNSKEY", "CDS", "CSYNC", "DNAME", "DNSKEY", "DS", "KEY", "NSEC", "NSEC3", "NSEC3PARAM", "RRSIG", "ZONEMD",
        ]
        let kinds = RecordKind.all.filter { $0.number != 12 && !left.contains($0.typeString) }
        let edits = kinds.map { kind -> JSON in
            var record: JSON.Object = [
                "type": JSON(kind.number), "name": .string("n\(kind.number)"),
                "value": .string(kind.definition.example),
            ]
            for (field, preset) in kind.definition.fields where preset == .required {
                record.append(field.rawValue, field == .tag ? "issue" : 5060)
            }
            return ["action": "create", "record": .object(record)]
        }
        let body: JSON = ["edits": .array(edits)]
        let changes = server.records.replacing("/dns-records", with: "/changes")
        let made = try #require(
            try await HTTPExchange.send(
                "POST", changes, port: server.http, token: server.token,
                body: String(decoding: body.bytes, as: UTF8.self)))
        #expect(made.status == 201, "\(made.body)")
        let file = FileManager.default.temporaryDirectory.appending(path: "\(UUID().uuidString).zone")
        defer { try? FileManager.default.removeItem(at: file) }
        let zone = "http://127.0.0.1:\(server.http)\(server.records.replacing("/dns-records", with: "/zone-file"))"
        let fetched = try await Command.run(
            Command.found("curl"), ["-sSf", "-H", "X-API-TOKEN: \(server.token)", "-o", file.path, zone])
        #expect(fetched.status == 0, "\(fetched.errors)")
        let bind = try await Command.run(
            Command.found("named-checkzone"), ["-D", "-i", "none", "-s", "full", "-o", "-", "example.com", file.path])
        #expect(bind.status == 0, "\(bind.output)\(bind.errors)")
        // Each kind that has an RR is there, and the SOA, the NS and its address.
        let lines = bind.output.split(separator: "\n").filter { $0.contains(/\sIN\s/) }
        #expect(lines.count == kinds.count { $0.rrType != nil } + 3, "\(bind.output)")
        let knot = try await Command.run(Command.found("kzonecheck"), ["-o", "example.com", file.path])
        #expect(knot.status == 0, "\(knot.output)\(knot.errors)")
    }
}
