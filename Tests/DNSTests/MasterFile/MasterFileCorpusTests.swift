import DNS
import Foundation
import Testing

/// What is taken and what is refused, and that BIND agrees.
struct MasterFileCorpusTests {
    @Test func bothHalvesAreLargeEnough() {
        #expect(AcceptedFiles.all.count >= 200)
        #expect(RefusedFiles.all.count >= 200)
    }

    @Test(arguments: AcceptedFiles.all)
    func acceptedFileSaysItsRecords(_ file: AcceptedFiles.Case) {
        let read = MasterFile(file.file)
        #expect(read.faults.map(\.description) == [])
        #expect(read.lines == file.records)
    }

    @Test(arguments: RefusedFiles.all + RefusedFiles.stricter)
    func refusedFileSaysWhere(_ file: RefusedFiles.Case) {
        let read = MasterFile(file.file)
        #expect(read.faults.map(\.position.description) == file.places, "\(read.faults.map(\.description))")
    }

    @Test(.otherPrograms) func bindTakesWhatIsAccepted() throws {
        // A second SOA, and owners that BIND leaves out because they are not of the zone, are not for it.
        let files = AcceptedFiles.all.filter { !$0.file.contains("SOA") && !$0.file.hasPrefix("\u{FEFF}") }
        let answers = try OtherReader.read(files.map { OtherReader.zone($0.file) }, with: "named-checkzone")
        for (file, answer) in zip(files, answers) {
            #expect(answer.ok, "\(file) \(answer.said)")
            let theirs = MasterFile(answer.dump)
            #expect(theirs.faults.map(\.description) == [])
            let ours = MasterFile(OtherReader.zone(file.file))
            #expect(Set(theirs.lines) == Set(ours.lines), "\(file)")
        }
    }

    @Test(.otherPrograms) func bindRefusesWhatIsRefused() throws {
        let files = RefusedFiles.all.filter { !$0.file.contains("\\# 0") || !$0.file.contains("OPT") }
        let answers = try OtherReader.read(files.map { OtherReader.zone($0.file) }, with: "named-checkzone")
        for (file, answer) in zip(files, answers) {
            #expect(!answer.ok, "\(file)")
        }
    }
}
