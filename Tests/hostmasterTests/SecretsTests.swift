import Foundation
import Records
import Testing

/// What is secret stands nowhere but in the answer that gives it out: not in the log, in no later answer, not on disk.
@Suite(.otherPrograms) struct SecretsTests {
    @Test func noSecretIsFoundInAnythingThatIsKeptOrSaid() async throws {
        let server = try await Server(options: ["--log-level", "trace"])
        var visitor = Visitor(server)
        try await visitor.visitEverythingSecret()
        #expect(visitor.secrets.count > 20, "\(visitor.secrets.keys)")

        var places = try await visitor.laterAnswers()
        for (name, octets) in try server.store() { places["\(name), while it runs"] = octets }
        let rotation = try await server.run("keys", "rotate")
        places["what a rotation of keys says"] = rotation
        let (file, said) = try await server.backup()
        places["what a backup says"] = said
        // The key to the secrets goes along in a backup, and they lie sealed in it all the same.
        Self.expectNone(of: visitor.secrets, in: ["backup": file])
        // The keys are beside the store, and are not to be in it either.
        for (name, octets) in try server.keys() { visitor.secrets[name] = octets }
        #expect(try await server.terminate().status == 0)
        for (name, octets) in try server.store() { places[name] = octets }
        places["log"] = Array(server.log.utf8)
        #expect(places["log"]?.count ?? 0 > 1_000)

        Self.expectNone(of: visitor.secrets, in: places)
    }

    private static func expectNone(of secrets: [String: [UInt8]], in places: [String: [UInt8]]) {
        for (what, secret) in secrets {
            for form in forms(of: secret) {
                for (place, octets) in places where Data(octets).range(of: Data(form)) != nil {
                    Issue.record("\(what) stands in \(place)")
                }
            }
        }
    }

    /// As it is, and as somebody may have written it without thinking.
    private static func forms(of secret: [UInt8]) -> [[UInt8]] {
        let base64 = String(Data(secret).base64EncodedString().prefix { $0 != "=" })
        let hex = secret.map { ($0 < 16 ? "0" : "") + String($0, radix: 16) }.joined()
        let texts = [base64, base64.replacing("+", with: "-").replacing("/", with: "_"), hex, hex.uppercased()]
        return [secret] + texts.map { Array($0.utf8) }
    }
}

/// Goes through everything that makes or takes a secret, rightly and wrongly, and keeps a list.
private struct Visitor {
    let server: Server
    var secrets: [String: [UInt8]] = [:]
    private var access = ""

    init(_ server: Server) {
        self.server = server
        note("bootstrap token", server.token)
        note("password", Self.password)
    }

    private static let password = String(Server.password.dropLast())

    mutating func visitEverythingSecret() async throws {
        try await visitSessions()
        try await visitTokens()
        try await visitInvitations()
        let user = try await visitPasswords()
        try await visitSecondFactor()
        _ = try await send("DELETE", "/api/users/\(user)/totp", expecting: 404)
    }

    private mutating func visitSessions() async throws {
        _ = try await send(
            "POST", "/api/auth/login", ["email": .string(Server.email), "password": secret("wrong password")],
            expecting: 401)
        _ = try await send(
            "POST", "/api/auth/login", ["email": "nobody@example.com", "password": secret("password of nobody")],
            expecting: 401)
        let first = try await logIn()
        let renewal: JSON.Object = ["refreshToken": .string(first.refresh)]
        let renewed = try await send("POST", "/api/auth/refresh", renewal, expecting: 200)
        note("renewed access token", renewed["token"])
        note("renewed refresh token", renewed["refreshToken"])
        // Used twice: its family ends.
        _ = try await send("POST", "/api/auth/refresh", renewal, expecting: 401)
        _ = try await send(
            "POST", "/api/auth/refresh", ["refreshToken": secret("refresh token of nobody")], expecting: 401)
        access = try await logIn().access
        _ = try await send("GET", "/api/auth/me", bearer: access + "x", expecting: 401)
        note("access token with a fault", access + "x")
    }

    private mutating func visitTokens() async throws {
        let made = try await send("POST", "/api/api-tokens", ["name": "made"], expecting: 201)
        note("API token", made["plainToken"])
        let plain = made["plainToken"]?.string ?? ""
        for (token, status) in [(plain, 200), ("\(plain.dropLast())-", 401)] {
            note("API token, \(status)", token)
            let reply = try await HTTPExchange.send("GET", "/api/api-tokens", port: server.http, token: token)
            #expect(reply?.status == status)
        }
        // In a place where none belongs.
        _ = try await HTTPExchange.send("GET", "/api/api-tokens?token=\(plain)", port: server.http, token: plain)
        _ = try await send("POST", "/api/api-tokens", ["name": "made", "plainToken": .string(plain)], expecting: 422)
    }

    private mutating func visitInvitations() async throws {
        let invitations = "/api/organizations/1/invitations"
        let made = try await send("POST", invitations, ["email": "ann@example.net", "role": "viewer"], expecting: 201)
        note("invitation", made["token"])
        _ = try await send("POST", "/api/invitations/\(made["token"]?.string ?? "")/accept", expecting: 403)
        let wrong = "hmi_\(UUID().uuidString)"
        note("invitation of nobody", wrong)
        _ = try await send("POST", "/api/invitations/\(wrong)/accept", expecting: 404)
    }

    /// The id of a user who was made meanwhile.
    private mutating func visitPasswords() async throws -> Int64 {
        let user = try await send(
            "POST", "/api/users", ["email": "bea@example.net", "password": secret("password of Bea")], expecting: 201)
        let id = try #require(user["id"]?.integer)
        let reset = try await send("POST", "/api/users/\(id)/password-reset", expecting: 201)
        note("password reset", reset["token"])
        for (token, status) in [(secret("password reset of nobody"), 422), (reset["token"] ?? .null, 204)] {
            _ = try await send(
                "POST", "/api/auth/password-reset/confirm",
                ["token": token, "password": secret("password after a reset \(status)")],
                expecting: status)
        }
        _ = try await send(
            "POST", "/api/auth/password",
            ["currentPassword": secret("wrong current password"), "password": secret("refused password")],
            expecting: 422)
        return id
    }

    private mutating func visitSecondFactor() async throws {
        let offer = try await send("POST", "/api/auth/totp", expecting: 200)
        let text = offer["secret"]?.string ?? ""
        note("TOTP secret", text)
        let code = try await Command.run(Command.python, ["-c", Self.totp, text])
        try #require(code.status == 0, "\(code.errors)")
        secrets["TOTP secret in octets"] = Self.octets(ofHex: String(code.output.split(separator: " ")[1]))
        let codes = try await send(
            "POST", "/api/auth/totp/confirm", ["code": .string(String(code.output.split(separator: " ")[0]))],
            expecting: 200)
        for (i, recovery) in (codes["recoveryCodes"]?.array ?? []).enumerated() {
            note("recovery code \(i)", recovery)
        }
        let recovery = codes["recoveryCodes"]?.array?.first ?? .null
        let login: JSON.Object = ["email": .string(Server.email), "password": .string(Self.password)]
        _ = try await send("POST", "/api/auth/login", login, expecting: 401)
        var withCode = login
        withCode.append("code", secret("code of nobody"))
        _ = try await send("POST", "/api/auth/login", withCode, expecting: 401)
        withCode["code"] = recovery
        let tokens = try await send("POST", "/api/auth/login", withCode, expecting: 200)
        access = tokens["token"]?.string ?? ""
        note("last access token", tokens["token"])
        note("last refresh token", tokens["refreshToken"])
    }

    /// RFC 6238 by an implementation that shares nothing with ours: the code of now, and the secret in hexadecimal.
    private static let totp = """
        import base64, hashlib, hmac, struct, sys, time
        text = sys.argv[1]
        secret = base64.b32decode(text + "=" * (-len(text) % 8))
        mac = hmac.new(secret, struct.pack(">Q", int(time.time()) // 30), hashlib.sha1).digest()
        place = mac[-1] & 15
        print("%06d" % ((struct.unpack(">I", mac[place:place + 4])[0] & 0x7fffffff) % 10**6), secret.hex(), end="")
        """

    private static func octets(ofHex text: String) -> [UInt8] {
        stride(from: 0, to: text.utf8.count, by: 2).compactMap { UInt8(text.dropFirst($0).prefix(2), radix: 16) }
    }
}

extension Visitor {
    /// What can be asked for afterwards, by path.
    func laterAnswers() async throws -> [String: [UInt8]] {
        var answers: [String: [UInt8]] = [:]
        let organization = "/api/organizations/1"
        for path in [
            "/api/api-tokens", "/api/api-tokens/1", "/api/auth/me", "/api/auth/sessions", "/api/users",
            "/api/organizations",
            organization, "\(organization)/members", "\(organization)/invitations",
            "\(organization)/activity?itemsPerPage=100", "\(organization)/activity?action=login",
            "\(organization)/domains", "/api/nothing",
        ] {
            let reply = try await exchange("GET", path, nil, bearer: access)
            #expect(
                reply.status == (path == "/api/nothing" || path == "/api/api-tokens/1" ? reply.status : 200), "\(path)")
            answers[path] = Array(reply.body.utf8)
        }
        let metrics = try await HTTPExchange.send("GET", "/metrics", port: server.metrics)
        #expect(metrics?.status == 200 && (metrics?.body.utf8.count ?? 0) > 1_000)
        answers["/metrics"] = Array((metrics?.body ?? "").utf8)
        return answers
    }

    private mutating func logIn() async throws -> (access: String, refresh: String) {
        let tokens = try await send(
            "POST", "/api/auth/login", ["email": .string(Server.email), "password": .string(Self.password)],
            expecting: 200)
        note("access token \(secrets.count)", tokens["token"])
        note("refresh token \(secrets.count)", tokens["refreshToken"])
        return (tokens["token"]?.string ?? "", tokens["refreshToken"]?.string ?? "")
    }

    /// A secret that is made up here, and noted.
    private mutating func secret(_ what: String) -> JSON {
        let text = UUID().uuidString
        note(what, text)
        return .string(text)
    }

    private mutating func note(_ what: String, _ json: JSON?) {
        guard let text = json?.string else {
            Issue.record("no \(what)")
            return
        }
        note(what, text)
    }

    private mutating func note(_ what: String, _ text: String) {
        secrets[what] = Array(text.utf8)
    }

    private func send(
        _ method: String, _ path: String, _ body: JSON.Object? = nil, bearer: String? = nil, expecting status: Int
    ) async throws -> JSON {
        let reply = try await exchange(method, path, body, bearer: bearer ?? access)
        #expect(reply.status == status, "\(method) \(path): \(reply.body)")
        return reply.json
    }

    private func exchange(
        _ method: String, _ path: String, _ body: JSON.Object?, bearer: String
    ) async throws -> HTTPExchange {
        let text = body.map { String(decoding: JSON.object($0).bytes, as: UTF8.self) }
        return try #require(
            try await HTTPExchange.send(
                method, path, port: server.http, bearer: bearer.isEmpty ? nil : bearer, body: text))
    }
}

extension Server {
    /// The files of the store, by name.
    fileprivate func store() throws -> [String: [UInt8]] {
        try files(in: directory) { $0.hasPrefix("hostmaster.sqlite") && !$0.hasSuffix("-shm") }
    }

    /// What a command on it writes to both outputs.
    fileprivate func run(_ arguments: String...) async throws -> [UInt8] {
        let command = try await Command.run(Command.hostmaster, arguments + ["--data", directory.path])
        #expect(command.status == 0, "\(command.errors)")
        return Array((command.output + command.errors).utf8)
    }

    fileprivate func backup() async throws -> (file: [UInt8], said: [UInt8]) {
        let file = directory.appending(path: "copy.backup")
        let said = try await run("backup", file.path)
        let octets = Array(try Data(contentsOf: file))
        #expect(octets.starts(with: Array("SQLite format 3".utf8)))
        return (octets, said)
    }

    fileprivate func keys() throws -> [String: [UInt8]] {
        try files(in: directory.appending(path: "keys")) { _ in true }.mapValues { text in
            Data(base64Encoded: Data(text), options: .ignoreUnknownCharacters).map { Array($0) } ?? text
        }
    }

    private func files(in folder: URL, _ isWanted: (String) -> Bool) throws -> [String: [UInt8]] {
        var files: [String: [UInt8]] = [:]
        for name in try FileManager.default.contentsOfDirectory(atPath: folder.path) where isWanted(name) {
            files[name] = Array(try Data(contentsOf: folder.appending(path: name)))
        }
        return files
    }
}
