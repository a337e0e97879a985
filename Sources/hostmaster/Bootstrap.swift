import ControlPlane
import DNS
import Logging
import Records
import SQL

/// Makes the first owner of a store that no server has open.
struct Bootstrap {
    let place: StorePlace

    /// What was made, as it is printed.
    func run(email: String, password: String, organization: String, domains: [String]) async throws -> JSON {
        let directory = try DataDirectory(place)
        directory.endExposures(Logger(label: "hostmaster"))
        let database = try directory.openDatabase()
        let plane = ControlPlane(
            database: database, publisher: NoNameserver(), settings: Settings(),
            secrets: try KeyFile(of: place).secrets())
        try await directory.start(plane)
        let made = try await plane.bootstrap(
            email: email, password: password, organization: organization, domains: domains)
        await database.close()
        withExtendedLifetime(directory) {}
        return [
            "organization": .integer(made.organization),
            "domains": .object(JSON.Object(made.domains.map { ($0.name, .string($0.uuid)) })),
            "token": .string(made.token),
        ]
    }
}

/// Nobody answers from here: a server takes in what was made when it starts.
struct NoNameserver: Publisher {
    func reserve(_ change: ZoneChange) {}
    func publish(_ changes: [ZoneChange]) {}
    func release(_ change: ZoneChange) {}
}
