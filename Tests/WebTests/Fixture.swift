import DNS
import Foundation
import HTTPTypes
import Hummingbird
import HummingbirdTesting
import Logging
import Records
import SQL
import Testing

@testable import ControlPlane
@testable import Web

/// A server on a store of its own, with two organizations that know nothing of each other.
struct Fixture {
    static let password = "correct horse battery"

    let directory: URL
    let database: Database
    let readiness = Readiness()
    let plane: ControlPlane
    let web: WebServer
    let ours: Bootstrapped
    let theirs: Bootstrapped

    /// `body` with a fixture whose store is gone afterwards.
    static func with(
        limits: ConnectionLimits = .init(), settings: Settings = .cheap, mailer: Mailer? = nil,
        _ body: (Fixture) async throws -> Void
    ) async throws {
        let fixture = try await Fixture(limits: limits, settings: settings, mailer: mailer)
        do {
            try await body(fixture)
        } catch {
            await fixture.end()
            throw error
        }
        await fixture.end()
    }

    private init(limits: ConnectionLimits, settings: Settings, mailer: Mailer?) async throws {
        directory = FileManager.default.temporaryDirectory.appending(path: "web-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: directory, withIntermediateDirectories: true)
        database = try Database(path: directory.appending(path: "store.sqlite").path)
        plane = ControlPlane(
            database: database, publisher: Silent(), settings: settings, secrets: .random(), mailer: mailer)
        try await plane.start()
        let cheap = settings.passwordCost
        ours = try await plane.bootstrap(
            email: "ours@example.com", password: Self.password, organization: "Ours",
            domains: ["example.com"], cost: cheap)
        theirs = try await plane.bootstrap(
            email: "theirs@example.com", password: Self.password, organization: "Theirs",
            domains: ["example.net"], cost: cheap)
        // What tests look at is done afterwards.
        try await database.write { try $0.run("delete from activity") }
        for step in Readiness.Step.allCases { readiness.reach(step) }
        var logger = Logger(label: "web")
        logger.logLevel = .critical
        web = WebServer(plane: plane, readiness: readiness, limits: limits, logger: logger)
    }

    private func end() async {
        await database.close()
        try? FileManager.default.removeItem(at: directory)
    }

    static func records(of organization: Bootstrapped) -> String {
        "/api/organizations/\(organization.organization)/domains/\(organization.domains[0].uuid)/dns-records"
    }

    /// Where the records of our domain are.
    var records: String { Self.records(of: ours) }

    /// Sends one request to the responder, with our token unless the headers say otherwise.
    func send(
        _ method: HTTPRequest.Method, _ path: String, _ body: String? = nil, token: String? = "",
        headers: HTTPFields = [:]
    ) async throws -> Reply {
        var headers = headers
        if let token { headers[.apiToken] = token.isEmpty ? ours.token : token }
        if body != nil, headers[.contentType] == nil { headers[.contentType] = "application/json" }
        let fields = headers
        return try await web.application().test(.router) { client in
            try await client.execute(
                uri: path, method: method, headers: fields, body: body.map { ByteBuffer(string: $0) }
            ) { Reply(status: $0.status.code, headers: $0.headers, body: String(buffer: $0.body)) }
        }
    }

    /// Creates a record and gives the answer.
    func create(_ name: String, _ value: String = "192.0.2.1", headers: HTTPFields = [:]) async throws -> Reply {
        try await send(.post, records, #"{"type":0,"name":"\#(name)","value":"\#(value)"}"#, headers: headers)
    }
}

struct Reply: Sendable {
    let status: Int
    let headers: HTTPFields
    let body: String

    var json: JSON { (try? JSON(parsing: Array(body.utf8))) ?? .null }

    /// The paths of the violations, in their order.
    var violations: [String] { json["violations"]?.array?.compactMap { $0["propertyPath"]?.string } ?? [] }

    /// The slug of a problem.
    var slug: String? { json["type"]?.string.map { String($0.dropFirst("/problems/".count)) } }
}

/// No name server: what is published is nobody's here.
private struct Silent: Publisher {
    func reserve(_ change: ZoneChange) {}
    func publish(_ changes: [ZoneChange]) {}
    func release(_ change: ZoneChange) {}
}

extension Fixture {
    /// A request of a person who logged in, instead of a token's.
    func send(
        _ method: HTTPRequest.Method, _ path: String, _ body: String? = nil, bearer: String, headers: HTTPFields = [:]
    ) async throws -> Reply {
        var headers = headers
        headers[.authorization] = "Bearer \(bearer)"
        return try await send(method, path, body, token: nil, headers: headers)
    }

    /// An access token of the user with that address, who need not prove anything.
    func accessToken(of email: String = "ours@example.com") async throws -> String {
        let user = try #require(try await database.read { db in try UserRows.id(of: email, db) })
        return try await plane.beginSession(of: user, from: .init()).access
    }
}

extension Settings {
    /// With hashes that cost next to nothing.
    static let cheap = Settings(passwordCost: .init(logRounds: 4, blockSize: 1, parallelism: 1))
}
