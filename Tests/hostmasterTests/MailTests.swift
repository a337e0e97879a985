import Foundation
import Records
import Testing

/// Mails from the request that asks for one to what is done with the token in it.
@Suite(.serialized, .otherPrograms) struct MailTests {
    private func server(_ peer: MailPeer) async throws -> Server {
        try await Server(options: [
            "--smtp", "smtp://127.0.0.1:\(peer.port)", "--mail-from", "dns@example.net", "--public-url",
            "https://dns.example.net", "--log-level", "trace",
        ])
    }

    private func post(
        _ server: Server, _ path: String, _ body: JSON.Object? = nil, bearer: String? = nil
    ) async throws -> HTTPExchange {
        let text = body.map { String(decoding: JSON.object($0).bytes, as: UTF8.self) }
        return try #require(
            try await HTTPExchange.send("POST", path, port: server.http, bearer: bearer, body: text))
    }

    private func logIn(_ server: Server, _ email: String, _ password: String) async throws -> HTTPExchange {
        try await post(server, "/api/auth/login", ["email": .string(email), "password": .string(password)])
    }

    @Test func whoHasForgottenThePasswordSetsAnotherWithTheTokenOfAMail() async throws {
        let peer = try await MailPeer()
        let server = try await server(peer)
        let unknown = try await post(server, "/api/auth/password-reset", ["email": "nobody@example.com"])
        let known = try await post(server, "/api/auth/password-reset", ["email": .string(Server.email)])
        #expect(unknown.status == 202)
        #expect(known.status == 202)
        #expect(unknown.body == known.body)

        let mail = try await peer.mail()
        #expect(mail.recipients == [Server.email])
        #expect(mail["From"].first?.contains("dns@example.net") == true)
        #expect(mail.text.contains("    https://dns.example.net/api/auth/password-reset/confirm\n"))
        let token = try #require(mail.token("hmp_"))
        let answer: JSON.Object = ["token": .string(token), "password": "quite another horse"]
        #expect(try await post(server, "/api/auth/password-reset/confirm", answer).status == 204)
        #expect(try await logIn(server, Server.email, "quite another horse").status == 200)
        #expect(try await logIn(server, Server.email, String(Server.password.dropLast())).status == 401)
        #expect(try await post(server, "/api/auth/password-reset/confirm", answer).status == 422)

        // The other, which came first, has had its turn long ago.
        #expect(peer.count == 1)
        let (status, time) = try await server.terminate()
        #expect(status == 0)
        #expect(time < .seconds(8))
        #expect(server.log.contains("mail sent"))
        #expect(!server.log.contains(token))
    }

    @Test func whoIsInvitedByMailAccepts() async throws {
        let peer = try await MailPeer()
        let server = try await server(peer)
        let owner = try await logIn(server, Server.email, String(Server.password.dropLast())).json["token"]?.string
        let user: JSON.Object = ["email": "ann@example.net", "password": "staple of batteries"]
        #expect(try await post(server, "/api/users", user, bearer: owner).status == 201)
        let invited = try await post(
            server, "/api/organizations/1/invitations", ["email": "ann@example.net", "role": "maintainer"],
            bearer: owner)
        #expect(invited.status == 201)

        let mail = try await peer.mail()
        #expect(mail.recipients == ["ann@example.net"])
        #expect(mail.text.contains("\"Tests\" at https://dns.example.net."))
        let link = try #require(mail.token("https://dns.example.net/api/invitations/hmi_"))
        let ann = try await logIn(server, "ann@example.net", "staple of batteries").json["token"]?.string
        let path = String(link.dropFirst("https://dns.example.net".count))
        let accepted = try await post(server, path, bearer: ann)
        #expect(accepted.status == 201)
        #expect(accepted.json["role"]?.string == "maintainer")
        #expect(try await server.terminate().status == 0)
        #expect(!server.log.contains(link.split(separator: "/").dropLast().last ?? ""))
    }

    @Test func aMailThatWaitsForItsServerHoldsUpNeitherTheOthersNorTheEnd() async throws {
        let peer = try await MailPeer(["--refuse", "451 4.7.1 Not yet, owner@example.com"])
        let server = try await server(peer)
        _ = try await post(server, "/api/auth/password-reset", ["email": .string(Server.email)])
        for _ in 0..<200 where !server.log.contains("mail not sent yet") {
            try await Task.sleep(for: .milliseconds(50))
        }
        _ = try await post(server, "/api/auth/password-reset", ["email": .string(Server.email)])
        #expect(try await peer.mail().recipients == [Server.email])
        // The first is now at the server, or else it is lost.
        let (status, time) = try await server.terminate()
        #expect(status == 0)
        #expect(time < .seconds(4))
        #expect(server.log.contains("the mail server refused RCPT TO: 451 4.7.1"))
        #expect(!server.log.contains("Not yet"))
        #expect(!server.log.contains("hmp_"))
    }

    @Test func aPasswordForTheMailServerIsSaidToNobody() async throws {
        let certificates = try await Certificates()
        let peer = try await MailPeer(["--tls", "offered", "--login", "user:sesame42"], certificates: certificates)
        let file = FileManager.default.temporaryDirectory.appending(path: "mail-\(UUID().uuidString).yaml")
        defer { try? FileManager.default.removeItem(at: file) }
        let options = """
            smtp: smtp://user:sesame42@127.0.0.1:\(peer.port)
            mail-from: dns@example.net
            public-url: https://dns.example.net
            """
        try Data(options.utf8).write(to: file)
        let server = try await Server(options: ["--config", file.path, "--log-level", "trace"])
        _ = try await post(server, "/api/auth/password-reset", ["email": .string(Server.email)])
        for _ in 0..<200 where !server.log.contains("mail not sent") { try await Task.sleep(for: .milliseconds(50)) }
        // Signed by an authority that this machine does not know.
        #expect(server.log.contains("mail not sent"))
        #expect(server.log.contains("certificate is not one that is trusted"))
        #expect(!server.log.contains("sesame42"))
        #expect(!server.log.contains("hmp_"))
        #expect(peer.count == 0)
        #expect(try await server.terminate().status == 0)
    }
}
