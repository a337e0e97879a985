import Foundation
import Records
import Testing

@Suite(.serialized) struct KeyRotationTests {
    private func rotate(_ arguments: String...) async throws -> Command {
        try await Command.run(Command.hostmaster, ["keys", "rotate"] + arguments)
    }

    private func logIn(_ server: Server) async throws -> String {
        let body = #"{"email":"\#(Server.email)","password":"\#(Server.password.dropLast())"}"#
        let reply = try await HTTPExchange.send("POST", "/api/auth/login", port: server.http, body: body)
        return try #require(reply?.json["token"]?.string, "\(reply?.body ?? "")")
    }

    private func status(_ server: Server, _ token: String) async throws -> Int? {
        try await HTTPExchange.send("GET", "/api/auth/me", port: server.http, bearer: token)?.status
    }

    /// The id of the key in a token's header.
    private func key(of token: String) throws -> String {
        var text = String(token.prefix { $0 != "." }).replacing("-", with: "+").replacing("_", with: "/")
        text += String(repeating: "=", count: (4 - text.utf8.count % 4) % 4)
        let octets = try #require(Data(base64Encoded: text))
        return try #require(try JSON(parsing: Array(octets))["kid"]?.string)
    }

    /// The token as somebody may alter it, who knows what the key is called.
    private func token(_ token: String, under key: String) -> String {
        let header = Data(#"{"alg":"ES256","typ":"JWT","kid":"\#(key)"}"#.utf8).base64EncodedString()
            .replacing("+", with: "-").replacing("/", with: "_").replacing("=", with: "")
        return header + token.drop { $0 != "." }
    }

    @Test func aServerThatRunsTakesTheNewKeyUpAndKeepsTheOldTokens() async throws {
        let server = try await Server()
        let old = try await logIn(server)
        let rotated = try await rotate("--data", server.directory.path)
        #expect(rotated.status == 0, "\(rotated.errors)")
        #expect(rotated.output.split(separator: "\n").count == 1)
        let new = try #require(try JSON(parsing: Array(rotated.output.utf8))["signingKey"]?.string)
        #expect(try key(of: old) != new)
        #expect(try await status(server, old) == 200)
        // The server looks again at the latest after a minute, and sooner when it meets a key that it does not know.
        try await Task.sleep(for: .milliseconds(1_100))
        #expect(try await status(server, token(old, under: new)) == 401)
        let next = try await logIn(server)
        #expect(try key(of: next) == new)
        for token in [old, next] { #expect(try await status(server, token) == 200) }
        #expect(try await server.create(#"{"name":"still","value":"192.0.2.1"}"#).status == 201)
        // Both are there for the next one, too.
        #expect(try await server.terminate().status == 0)
        try await server.start()
        for token in [old, next] { #expect(try await status(server, token) == 200) }
        #expect(try key(of: try await logIn(server)) == new)
    }

    @Test(.otherPrograms) func whatCannotBeDoneIsOneLineAndAltersNothing() async throws {
        let folder = try StoreBackupTests.Folder()
        let (data, store) = (folder["data"], folder["data/hostmaster.sqlite"])
        #expect(try await Server.bootstrap(URL(filePath: data)).status == 0)
        try Data("\(Data(count: 32).base64EncodedString())\n".utf8).write(to: URL(filePath: folder["other.key"]))
        func sql(_ text: String) async throws -> String {
            let program = "import sqlite3,sys; d=sqlite3.connect(sys.argv[1]); r=d.execute(sys.argv[2]).fetchone()"
            let done = try await Command.run(
                Command.python, ["-c", "\(program); d.commit(); print(r[0] if r else '', end='')", store, text])
            #expect(done.status == 0, "\(done.errors)")
            return done.output
        }
        func expectRefusal(_ arguments: [String], _ complaint: String) async throws {
            let command = try await Command.run(Command.hostmaster, ["keys", "rotate", "--data"] + arguments)
            #expect(command.status == 1)
            #expect(command.errors == "hostmaster: \(complaint)\n")
            #expect(command.output.isEmpty)
        }
        try await expectRefusal([folder["nowhere"]], "\(folder["nowhere"]): there is no store")
        #expect(!FileManager.default.fileExists(atPath: folder["nowhere"]))
        try await expectRefusal(
            [data, "--key-file", folder["no.key"]],
            "\(folder["no.key"]): the key to the store's secrets is not there; --key-file says where it is")
        #expect(!FileManager.default.fileExists(atPath: folder["no.key"]))
        try await expectRefusal(
            [data, "--key-file", folder["other.key"]],
            "\(folder["other.key"]): not the key under which the store's secrets were sealed")
        _ = try await sql("insert into migrations (version, name, applied_at) values (999, 'later', 0)")
        try await expectRefusal(
            [data],
            """
            \(store): the schema has step 999, "later", which this program does not know; it was made by a newer one
            """)
        _ = try await sql("delete from migrations where version > 1")
        try await expectRefusal(
            [data], "\(store): the schema is that of an older program; it is brought forward at the start of the server"
        )
        #expect(try await sql("select count(*) from signing_keys") == "1")
    }
}
