import DNS
import Testing

struct MasterFileWriterTests {
    private static let origin = try! Name("example.")

    private static func written(_ records: [ResourceRecord]) -> [UInt8] {
        var writer = MasterFileWriter(origin: origin)
        for record in records { writer.write(record) }
        return writer.takeOctets()
    }

    @Test func ownersAreRelativeAndWrittenOnce() {
        let file =
            "@ A 192.0.2.1\na A 192.0.2.1\na A 192.0.2.2\nA A 192.0.2.3\nother.test. A 192.0.2.4\na.EXAMPLE. A 192.0.2.5"
        #expect(
            String(decoding: Self.written(MasterFile(file).records), as: UTF8.self) == """
                $ORIGIN example.
                @\t300\tIN\tA\t192.0.2.1
                a\t300\tIN\tA\t192.0.2.1
                \t300\tIN\tA\t192.0.2.2
                A\t300\tIN\tA\t192.0.2.3
                other.test.\t300\tIN\tA\t192.0.2.4
                a.EXAMPLE.\t300\tIN\tA\t192.0.2.5

                """)
    }

    @Test func commentsCannotBecomeRecords() {
        var writer = MasterFileWriter(origin: Self.origin)
        writer.write(comment: "a\nb A 192.0.2.1\r\n\u{0}(")
        let read = MasterFile(writer.takeOctets())
        #expect(read.records.isEmpty && read.faults.isEmpty)
    }

    @Test(arguments: RandomRecords.types)
    func whatIsWrittenIsReadBack(_ type: RecordType) {
        var random = RandomRecords(seed: UInt64(type.rawValue))
        let records = (0..<500).map { _ in random.record(of: type) }
        let read = MasterFile(Self.written(records))
        #expect(read.faults.map(\.description) == [])
        #expect(read.records == records)
        // `==` of names knows no case.
        #expect(read.records.map(\.owner.wire) == records.map(\.owner.wire))
    }

    /// Each accepted record in a zone of its own that we have written.
    @Test(.otherPrograms, arguments: ["named-checkzone", "kzonecheck"])
    func othersReadWhatIsWritten(_ program: String) throws {
        let zones = AcceptedFiles.all.map { MasterFile(OtherReader.zone($0.file)).records }
            .filter { records in records.count { $0.type == .soa } == 1 }
        let files = zones.map { String(decoding: Self.written($0), as: UTF8.self) }
        let answers = try OtherReader.read(files, with: program)
        for (zone, (file, answer)) in zip(zones, zip(files, answers)) {
            #expect(answer.ok, "\(file) \(answer.said) \(answer.dump)")
            guard program == "named-checkzone" else { continue }
            #expect(Set(MasterFile(answer.dump).records) == Set(zone), "\(file)")
        }
    }
}
