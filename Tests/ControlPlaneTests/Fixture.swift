import DNS
import Foundation
import Records
import SQL

@testable import ControlPlane

/// A control plane on a store of its own, with one owner, one organization and the domain `example.com`.
struct Fixture: Sendable {
    static let password = "correct horse"
    // The hash is tested where it belongs; elsewhere it only costs time.
    static let cost = PasswordHash.Cost.fast

    let path: String
    let database: Database
    let publisher: RecordingPublisher
    let plane: ControlPlane
    let bootstrapped: Bootstrapped
    let caller: Caller
    let domain: DomainReference

    init(
        path: String, vfs: String? = nil, settings: Settings = .test, mailer: Mailer? = nil
    ) async throws {
        self.path = path
        publisher = RecordingPublisher()
        database = try Database(path: path, vfs: vfs)
        plane = ControlPlane(
            database: database, publisher: publisher, settings: settings, secrets: .random(), mailer: mailer)
        try await plane.start()
        bootstrapped = try await plane.bootstrap(
            email: "owner@example.net", password: Self.password, organization: "Example", domains: ["example.com"],
            cost: Self.cost)
        // What tests look at is done afterwards.
        try await database.write { try $0.run("delete from activity") }
        caller = try await plane.authenticate(token: bootstrapped.token)
        domain = try await plane.domain(
            bootstrapped.domains[0].uuid, of: bootstrapped.organization, for: caller, to: .create)
    }

    var permit: Permit { Permit(caller: caller, organization: domain.organization, domain: domain.name) }

    /// The records of the domain as stored.
    func records() async throws -> [DNSRecord] {
        try await plane.records(in: domain.uuid, of: domain.organization, for: caller).records.map(\.record)
    }

    func create(_ name: String, _ type: String, _ value: String, _ more: JSON.Object = [:]) async throws
        -> AppliedChange
    {
        try await plane.createRecord(draft(name, type, value, more), in: domain, for: caller)
    }

    func draft(_ name: String, _ type: String, _ value: String, _ more: JSON.Object = [:]) throws -> DNSRecord.Draft {
        var body: JSON.Object = ["type": .string(type), "name": .string(name), "value": .string(value)]
        for member in more.members { body[member.name] = member.value }
        return try DNSRecord.Draft.read(.object(body), in: domain.apex).get()
    }
}

extension PasswordHash.Cost {
    static let fast = PasswordHash.Cost(logRounds: 4, blockSize: 1, parallelism: 1)
}

extension Settings {
    static let test = Settings(addresses: [address("192.0.2.53")], passwordCost: .fast)

    static func address(_ text: String) -> RDATA {
        guard let rdata = try? RDATA(.a, text: text) else { preconditionFailure("not an address: \(text)") }
        return rdata
    }
}

/// Runs `body` on a new store, and removes it.
func withPlane(
    settings: Settings = .test, mailer: Mailer? = nil, _ body: (Fixture) async throws -> Void
) async throws {
    let directory = NSTemporaryDirectory() + "plane-" + UUID().uuidString
    try FileManager.default.createDirectory(atPath: directory, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(atPath: directory) }
    let fixture = try await Fixture(path: directory + "/store.sqlite", settings: settings, mailer: mailer)
    try await body(fixture)
    await fixture.database.close()
}

/// The refusal that `body` throws, if it throws one.
func refusal<Result>(_ body: () async throws -> Result) async -> ControlPlaneError? {
    do {
        _ = try await body()
        return nil
    } catch {
        return error as? ControlPlaneError
    }
}

/// The codes of a conflict's violations, and how many records are in the way.
func conflict(_ error: ControlPlaneError?) -> (codes: [Violation.Code], others: Int)? {
    guard case .conflict(let violations, let others) = error else { return nil }
    return (violations.map(\.code), others.count)
}
