import DNS
import Foundation
import Records
import Synchronization
import Testing

@Suite(.serialized) struct StoreBackupTests {
    /// A folder that is gone with it.
    final class Folder: Sendable {
        let url = FileManager.default.temporaryDirectory.appending(path: "backup-\(UUID().uuidString)")

        init() throws { try FileManager.default.createDirectory(at: url, withIntermediateDirectories: true) }
        deinit { try? FileManager.default.removeItem(at: url) }

        subscript(name: String) -> String { url.appending(path: name).path }
    }

    /// What callers who write at once were told, and when they stop.
    final class Load: Sendable {
        let answered = Mutex<[String]>([])
        let isDone = Atomic(false)
    }

    func run(_ arguments: String...) async throws -> Command {
        try await Command.run(Command.hostmaster, arguments)
    }

    @Test(.otherPrograms) func aBackupUnderLoadServesTheSameElsewhere() async throws {
        let folder = try Folder()
        let server = try await Server()
        let load = Load()
        let (port, path, token) = (server.http, server.records, server.token)
        let before = try await withThrowingTaskGroup(of: Void.self) { tasks in
            for caller in 0..<64 {
                tasks.addTask {
                    var round = 0
                    while !load.isDone.load(ordering: .relaxed) {
                        let name = "h\(caller)-\(round)"
                        let body = #"{"name":"\#(name)","value":"10.0.\#(caller).\#(round % 256)"}"#
                        let answer = try await HTTPExchange.send("POST", path, port: port, token: token, body: body)
                        #expect(answer?.status == 201)
                        load.answered.withLock { $0.append(name) }
                        round += 1
                    }
                }
            }
            while load.answered.withLock({ $0.count }) < 500 { try await Task.sleep(for: .milliseconds(5)) }
            let before = load.answered.withLock { $0 }
            let backup = try await run("backup", folder["copy"], "--data", server.directory.path)
            #expect(backup.status == 0, "\(backup.errors)")
            #expect(backup.output.hasPrefix("\(folder["copy"]): the store and the key to its secrets"))
            load.isDone.store(true, ordering: .relaxed)
            try await tasks.waitForAll()
            return before
        }
        let restore = try await run("restore", folder["copy"], "--data", folder["data"])
        #expect(restore.status == 0, "\(restore.errors)")
        let other = try await Server(at: URL(filePath: folder["data"]), of: server)

        let all = load.answered.withLock { $0 }
        let (here, there) = (try await server.addresses(of: all), try await other.addresses(of: all))
        #expect(here.count == all.count)
        #expect(there.isSubset(of: here))
        let names = Set(there.map { String($0.prefix { $0 != " " }) })
        #expect(names.isSuperset(of: before))
        // Each caller waited for its answers: none of its records is there without the one before.
        for name in names {
            let parts = name.split(separator: "-").compactMap { Int($0.drop { $0 == "h" }) }
            #expect(parts[1] == 0 || names.contains("h\(parts[0])-\(parts[1] - 1)"))
        }
        let (mine, its) = (try #require(try await server.serial()), try #require(try await other.serial()))
        #expect(Serial.isAfter(its, mine))
        #expect(its &- mine <= 1 << 24)
        // The key came along, and the token with the store.
        #expect(try await other.create(#"{"name":"after","value":"192.0.2.9"}"#).status == 201)
    }

    @Test func whatCannotBeDoneIsOneLine() async throws {
        let folder = try Folder()
        #expect(try await Server.bootstrap(URL(filePath: folder["data"])).status == 0)
        #expect(try await run("backup", folder["copy"], "--data", folder["data"]).status == 0)
        try Data("rubbish".utf8).write(to: URL(filePath: folder["rubbish"]))
        try Data("\(Data(count: 32).base64EncodedString())\n".utf8).write(to: URL(filePath: folder["other.key"]))
        for (arguments, complaint) in [
            (["backup", folder["new"], "--data", folder["nowhere"]], "\(folder["nowhere"]): there is no store"),
            (
                ["backup", folder["copy"], "--data", folder["data"]],
                "\(folder["copy"]): there already; a backup overwrites nothing"
            ),
            (
                ["backup", folder["new"], "--data", folder["data"], "--key-file", folder["other.key"]],
                "\(folder["other.key"]): not the key under which the store's secrets were sealed"
            ),
            (
                ["backup", folder["new"], "--data", folder["data"], "--key-file", folder["no.key"]],
                "\(folder["no.key"]): the key to the store's secrets is not there; --key-file says where it is"
            ),
            (
                ["restore", folder["copy"], "--data", folder["data"]],
                "\(folder["data"]): not empty, there is hostmaster.sqlite; a store is restored into an empty directory"
            ),
            (
                ["restore", folder["rubbish"], "--data", folder["fresh"]],
                "\(folder["rubbish"]): not a backup of a store"
            ),
            (
                ["restore", folder["no"], "--data", folder["fresh"]], "\(folder["no"]): No such file or directory"
            ),
        ] {
            let command = try await Command.run(Command.hostmaster, arguments)
            #expect(command.status == 1)
            #expect(command.errors == "hostmaster: \(complaint)\n")
        }
        let left = try FileManager.default.contentsOfDirectory(atPath: folder["fresh"])
        #expect(left == ["lock"])
        #expect(!FileManager.default.fileExists(atPath: folder["new"]))
        #expect(!FileManager.default.fileExists(atPath: folder["nowhere"]))
        // And then it can be done after all.
        #expect(try await run("restore", folder["copy"], "--data", folder["fresh"]).status == 0)
    }

    @Test func aKeyThatIsKeptElsewhereIsLeftOutAndSaid() async throws {
        let folder = try Folder()
        let data = URL(filePath: folder["data"])
        let key = ["--key-file", folder["the.key"]]
        let made = try await Command.run(
            Command.hostmaster,
            ["bootstrap", "--data", data.path, "--email", "a@example.com", "--organization", "A"] + key,
            input: Server.password)
        #expect(made.status == 0, "\(made.errors)")
        #expect(!FileManager.default.fileExists(atPath: data.appending(path: "keys").path))
        let backup = try await Command.run(Command.hostmaster, ["backup", folder["copy"], "--data", data.path] + key)
        #expect(
            backup.output
                == "\(folder["copy"]): the store without the key to its secrets, which is kept elsewhere: \(folder["the.key"])\n"
        )
        let secret = try String(contentsOfFile: folder["the.key"], encoding: .utf8)
        let octets = try #require(Data(base64Encoded: secret.trimmingCharacters(in: .newlines)))
        #expect(try Data(contentsOf: URL(filePath: folder["copy"])).range(of: octets) == nil)

        let without = try await run("restore", folder["copy"], "--data", folder["b"])
        #expect(
            without.output.contains(
                "the key to its secrets was not in the file: put it into \(folder["b"])/keys/secrets.key"))
        let with = try await Command.run(Command.hostmaster, ["restore", folder["copy"], "--data", folder["c"]] + key)
        #expect(with.status == 0 && !with.output.contains("was not in the file"), "\(with.errors)")
    }

    /// Killed at any moment, it leaves what is whole or what does not start; and it can be done again.
    @Test(arguments: [0, 2, 5, 10, 15, 20, 30, 50, 100])
    func aRestoreThatIsKilledLeavesNothingHalf(_ milliseconds: Int) async throws {
        let folder = try Folder()
        #expect(try await Server.bootstrap(URL(filePath: folder["data"])).status == 0)
        #expect(try await run("backup", folder["copy"], "--data", folder["data"]).status == 0)
        let process = Process()
        process.executableURL = Command.hostmaster
        process.arguments = ["restore", folder["copy"], "--data", folder["b"]]
        process.standardOutput = FileHandle.nullDevice
        try process.run()
        try await Task.sleep(for: .milliseconds(milliseconds))
        kill(process.processIdentifier, SIGKILL)
        try await OwnThread.run { process.waitUntilExit() }
        func exists(_ suffix: String) -> Bool {
            FileManager.default.fileExists(atPath: folder["b/hostmaster.sqlite\(suffix)"])
        }
        if exists("") {
            #expect(!exists(".restoring"))
            #expect(FileManager.default.fileExists(atPath: folder["b/keys/secrets.key"]))
        } else {
            #expect(try await run("restore", folder["copy"], "--data", folder["b"]).status == 0)
        }
        // With the key that opens its secrets.
        #expect(try await Server.bootstrap(URL(filePath: folder["b"])).status == 0)
    }

    @Test func whereARestoreBrokeOffNothingStarts() async throws {
        let folder = try Folder()
        let data = URL(filePath: folder["data"])
        #expect(try await Server.bootstrap(data).status == 0)
        #expect(try await run("backup", folder["copy"], "--data", data.path).status == 0)
        let other = URL(filePath: folder["other"])
        try FileManager.default.createDirectory(at: other.appending(path: "keys"), withIntermediateDirectories: true)
        let draft = other.appending(path: "hostmaster.sqlite.restoring")
        try Data("half".utf8).write(to: draft)
        let command = try await Server.bootstrap(other)
        #expect(command.status == 1)
        let line = "a restore into it broke off; restore it again, or remove \(draft.path)\n"
        #expect(command.errors.hasSuffix("hostmaster: \(other.path): \(line)"), "\(command.errors)")
        #expect(try await run("restore", folder["copy"], "--data", other.path).status == 0)
        #expect(try await Server.bootstrap(other).status == 0)
    }
}
