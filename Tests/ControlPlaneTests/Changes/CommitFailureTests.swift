import PowerCut
import Records
import SQL
import Testing

@testable import ControlPlane

@Suite struct CommitFailureTests {
    @Test func aCommitThatFailsPublishesNothingAndIsUnavailable() async throws {
        let disk = MemoryDisk(seed: 1)
        let fixture = try await Fixture(path: disk.path, vfs: disk.name)
        _ = try await fixture.create("www", "A", "192.0.2.1")
        let published = fixture.publisher.published.count
        powercut_fail(disk.name, POWERCUT_SYNC, 1, 1_034)  // SQLITE_IOERR_FSYNC
        let failed = await refusal { try await fixture.create("www", "A", "192.0.2.2") }
        #expect(failed == .unavailable(retryAfter: 1))
        powercut_fail(disk.name, POWERCUT_SYNC, 0, 0)
        // After an error of the disk nothing is written until the store is reopened.
        let refused = await refusal { try await fixture.create("www", "A", "192.0.2.3") }
        #expect(refused == .unavailable(retryAfter: 1))
        #expect(fixture.publisher.published.count == published)
        #expect(fixture.publisher.reserved.isEmpty)
        #expect(fixture.publisher.mistakes == 0)
        await fixture.database.close()
        disk.remove()
    }
}
