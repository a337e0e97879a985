import Foundation
import Testing

@testable import hostmaster

/// What the program keeps is for its owner alone, whatever the umask of whoever started it. (A test's is 022.)
@Suite(.serialized) struct ExposureTests {
    private func mode(_ url: URL) throws -> Int {
        let attributes = try FileManager.default.attributesOfItem(atPath: url.path)
        return try #require((attributes[.posixPermissions] as? NSNumber)?.intValue)
    }

    @Test func allIsTheOwnersAloneInADirectoryMadeByHand() async throws {
        let server = try await Server(directoryMode: 0o755)
        #expect(try await server.create(#"{"name":"www","value":"192.0.2.1"}"#).status == 201)
        for file in ["hostmaster.sqlite", "hostmaster.sqlite-wal", "hostmaster.sqlite-shm", "lock", "keys/secrets.key"]
        {
            #expect(try mode(server.directory.appending(path: file)) == 0o600, "\(file)")
        }
        #expect(try mode(server.directory.appending(path: "keys")) == 0o700)
        // The directory itself is as it was made, and so is what else is kept there.
        #expect(try mode(server.directory) == 0o755)
    }

    @Test func whatLiesOpenIsClosedAtTheStartAndSaid() async throws {
        let server = try await Server()
        #expect(try await server.terminate().status == 0)
        let own = server.directory.appending(path: "notes.txt")
        try Data().write(to: own)
        for (file, mode) in [
            ("hostmaster.sqlite", 0o644), ("keys", 0o755), ("keys/secrets.key", 0o640), ("notes.txt", 0o644),
        ] {
            try FileManager.default.setAttributes(
                [.posixPermissions: mode], ofItemAtPath: server.directory.appending(path: file).path)
        }
        try await server.start()
        #expect(try mode(server.directory.appending(path: "hostmaster.sqlite")) == 0o600)
        #expect(try mode(server.directory.appending(path: "hostmaster.sqlite-wal")) == 0o600)
        #expect(try mode(server.directory.appending(path: "keys")) == 0o700)
        #expect(try mode(server.directory.appending(path: "keys/secrets.key")) == 0o600)
        #expect(try mode(own) == 0o644)
        for (file, mode) in [("hostmaster.sqlite", "0644"), ("keys", "0755"), ("keys/secrets.key", "0640")] {
            let line =
                "warning hostmaster: \(server.directory.path)/\(file) had the mode \(mode): closed to all but its owner"
            #expect(server.log.contains(line), "\(server.log)")
        }
        #expect(server.log.components(separatedBy: "had the mode").count == 4, "\(server.log)")
    }

    @Test func whatIsClosedOrNotThereIsNoExposure() throws {
        let file = FileManager.default.temporaryDirectory.appending(path: UUID().uuidString)
        #expect(Exposure.end(file.path) == nil)
        try Data().write(to: file)
        defer { try? FileManager.default.removeItem(at: file) }
        chmod(file.path, 0o400)
        #expect(Exposure.end(file.path) == nil)
        chmod(file.path, 0o666)
        #expect(Exposure.end(file.path)?.mode == 0o666)
        #expect(try mode(file) == 0o600)
        // What cannot be changed is said: nobody may change the modes of proc_sys(5).
        let kernels = try #require(Exposure.end("/proc/sys/kernel/ostype"))
        #expect(kernels.failure != nil && "\(kernels)".contains("stays open to others than its owner"))
    }
}
