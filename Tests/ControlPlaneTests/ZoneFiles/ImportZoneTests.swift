import DNS
import Records
import Testing

@testable import ControlPlane

@Suite struct ImportZoneTests {
    private func draft(_ text: String, _ fixture: Fixture) throws -> ZoneFileDraft {
        var reader = ZoneFileReader(into: fixture.domain.apex)
        reader.read(Array(text.utf8))
        return try reader.finish()
    }

    private func bring(
        _ text: String, _ mode: ImportMode, _ fixture: Fixture, special: Bool = false, dry: Bool = false
    ) async throws -> SeenChange {
        try await fixture.plane.importZone(
            try draft(text, fixture), into: fixture.domain, mode, withSpecial: special, isDryRun: dry,
            for: fixture.caller)
    }

    private func lines(_ fixture: Fixture) async throws -> [String] {
        try await fixture.records().map { "\($0.recordId) \($0.name) \($0.ttl) \($0.kind.typeString) \($0.value)" }
    }

    private static let file = """
        $TTL 300
        @ IN SOA ns.example.net. admin 1 2 3 4 5
        @ NS ns.example.net.
        @ MX 10 mail
        www A 192.0.2.1
        www 600 A 192.0.2.2
        WWW A 192.0.2.1
        sub NS ns.sub
        txt TXT "a" "b"
        """

    @Test func aMergeAddsWhatIsNotThere() async throws {
        try await withPlane { fixture in
            let kept = try #require(
                try await fixture.create("www", "A", "192.0.2.1", ["comment": "mine", "weight": 3]).edits[0].after)
            let other = try #require(try await fixture.create("other", "TXT", "stays").edits[0].after)
            let tried = try await bring(Self.file, .merge, fixture, dry: true)
            let change = try await bring(Self.file, .merge, fixture)
            #expect(change.origin == .import)
            #expect(change.edits.map(\.action) == [.update, .create, .create, .create, .create])
            #expect(tried.edits.map(\.action) == change.edits.map(\.action))
            #expect(change.warnings.prefix(2).map(\.code) == [.notImported, .notImported])
            #expect(
                try await lines(fixture) == [
                    "\(kept.recordId) www 300 A 192.0.2.1", "\(other.recordId) other 3600 TXT stays",
                    "3 @ 300 MX mail.example.com", "4 www 600 A 192.0.2.2", "5 sub 300 NS ns.sub.example.com",
                    "6 txt 300 TXT \"a\" \"b\"",
                ])
            let again = try #require(try await fixture.records().first)
            #expect(again.comment == "mine")
            #expect(again.weight == 3)
            #expect(try await bring(Self.file, .merge, fixture).number == nil)
        }
    }

    @Test func aReplacementRemovesTheRest() async throws {
        try await withPlane { fixture in
            _ = try await fixture.create("old", "A", "192.0.2.9")
            _ = try await fixture.create("go", "Redirect", "https://example.net/")
            _ = try await bring(Self.file, .replace, fixture)
            var names = try await fixture.records().map(\.name)
            #expect(names == ["go", "@", "www", "www", "sub", "txt"])
            _ = try await bring(Self.file, .replace, fixture, special: true)
            names = try await fixture.records().map(\.name)
            #expect(names == ["@", "www", "www", "sub", "txt"])
            try await StoredState(of: fixture.domain, in: fixture.database).expectAgreement()
            // As every change it can be undone.
            let number = try #require(
                try await fixture.plane.history(of: fixture.domain, limit: 1, for: fixture.caller).changes[0].number)
            _ = try await fixture.plane.revertChange(number, of: fixture.domain, for: fixture.caller)
            #expect(try await fixture.records().map(\.name).sorted() == ["@", "go", "sub", "txt", "www", "www"])
        }
    }

    /// What goes out comes back as the same, whatever it is.
    @Test(arguments: 0..<6 as Range<UInt64>)
    func anExportIsNothingNew(_ seed: UInt64) async throws {
        try await withPlane { fixture in
            var random = SplitMix(seed: seed)
            for _ in 0..<60 {
                let records = try await fixture.records()
                let edits = try (0..<3).compactMap { _ in try ReplayTests.edit(fixture, records, &random) }
                _ = try? await fixture.plane.apply(edits, to: fixture.domain, for: fixture.caller)
            }
            // Several CNAMEs of a name, and TTLs within a set, are more than a zone tells.
            for record in try await fixture.records() where record.kind == .cname {
                _ = try await fixture.plane.deleteRecord("\(record.recordId)", in: fixture.domain, for: fixture.caller)
            }
            var text = ""
            var part: ZoneFilePart? = try await fixture.plane.zoneFile(of: fixture.domain, for: fixture.caller)
            while let now = part {
                text += String(decoding: now.octets, as: UTF8.self)
                part = try await now.next?()
            }
            let before = try await StoredState(of: fixture.domain, in: fixture.database)
            let change = try await bring(text.replacing("192.0.2.53", with: "192.0.2.53"), .replace, fixture)
            let after = try await StoredState(of: fixture.domain, in: fixture.database)
            #expect(after.served == before.served)
            // The glue of the domain's own name server is of its settings, and becomes a record.
            #expect(change.edits.filter { $0.action != .update }.allSatisfy { $0.after?.record?.value == "192.0.2.53" })
        }
    }

    @Test func whatIsWrongIsToldWithItsLine() async throws {
        try await withPlane { fixture in
            func faults(_ text: String) async -> [String] {
                do {
                    _ = try await bring(text, .merge, fixture)
                    return []
                } catch let violations as Violations {
                    return violations.all.map { "\($0.propertyPath) \($0.code.rawValue)" }
                } catch ControlPlaneError.invalid(let violations), ControlPlaneError.conflict(let violations, _) {
                    return violations.map { "\($0.propertyPath) \($0.code.rawValue)" }
                } catch {
                    return ["\(error)"]
                }
            }
            #expect(await faults("a A x\nb B y\nc A 192.0.2.1") == ["line 1 format", "line 2 format"])
            #expect(await faults("a A 192.0.2.1\na.example.net. A 192.0.2.1") == ["line 2 conflict"])
            #expect(await faults("a A 192.0.2.1\na CNAME b") == ["line 2 conflict"])
            #expect(await faults("@ CNAME b\na A 192.0.2.1") == ["line 1 conflict"])
            #expect(await faults("a A 192.0.2.1\na SOA b c 1 2 3 4 5") == ["line 2 conflict"])
            _ = try await fixture.create("c", "CNAME", "b.example.net")
            #expect(await faults("a A 192.0.2.1\nc A 192.0.2.1") == ["line 2 conflict"])
            let many = (0..<1001).map { "h\($0) A 192.0.2.1" }.joined(separator: "\n")
            #expect(await faults(many) == [" range"])
            #expect(try await fixture.records().count == 1)
        }
    }

    @Test func itHoldsWhileOthersWrite() async throws {
        try await withPlane { fixture in
            try await withThrowingTaskGroup(of: Void.self) { tasks in
                for i in 0..<8 {
                    tasks.addTask {
                        for j in 0..<10 { _ = try await fixture.create("w\(i)-\(j)", "A", "192.0.2.1") }
                    }
                }
                for i in 0..<8 {
                    tasks.addTask { _ = try await bring("i\(i) A 192.0.2.1\nsame A 192.0.2.1", .merge, fixture) }
                }
                try await tasks.waitForAll()
            }
            #expect(try await fixture.records().count == 80 + 8 + 1)
            try await StoredState(of: fixture.domain, in: fixture.database).expectAgreement()
        }
    }
}
