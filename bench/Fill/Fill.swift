import ArgumentParser
import ControlPlane
import DNS
import Records
import SQL

/// Fills a store through the change log, without a server: the way of every write, in sets of edits.
@main
struct Fill: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Fill a store that `hostmaster bootstrap` has made. Prints one line of JSON.",
        discussion: """
            Standard input has a record a line, `domain name type ttl value`; the lines of a domain stand together.
            """)

    @Option(help: "Where the store is.")
    var data: String
    @Option(help: "The organization that will own the domains.")
    var organization: Int64
    @Option(help: "Name server of the domains; may be repeated.")
    var nameserver: [String] = []
    @Option(help: "Address at which the server will listen; may be repeated.")
    var address: [String] = []

    // Members of a group come from writes under way; past this many nothing gets faster.
    private static let writesUnderWay = 256

    func run() async throws {
        let settings = Settings(
            nameservers: try nameserver.map { try Name($0) },
            addresses: try address.map { try RDATA($0.contains(":") ? .aaaa : .a, text: $0) })
        let database = try Database(path: "\(data)/hostmaster.sqlite")
        let plane = ControlPlane(
            database: database, publisher: NoNameServer(), settings: settings, secrets: .random())
        try await plane.start()

        let start = ContinuousClock.now
        let filled = try await fill(plane)
        let seconds = (ContinuousClock.now - start) / .seconds(1)
        await database.close()
        print(filled.json(seconds: seconds))
    }

    private func fill(_ plane: ControlPlane) async throws -> Filled {
        let caller = Caller(user: 1, email: "fill@example.test", organizations: [organization: .init(.owner)])
        var filled = Filled()
        try await withThrowingTaskGroup(of: Filled.self) { writes in
            var underWay = 0
            var current: Domain?
            for set in RecordSets(size: ControlPlane.editLimit) {
                if set.isFirst { current = nil }
                // The other sets of a large domain need the domain. A small one is made by the write that fills it.
                if set.isFirst, !set.isLast {
                    current = try await plane.createDomain(named: set.domain, of: organization, for: caller)
                    filled.made(current?.uuid)
                }
                if underWay == Self.writesUnderWay, let write = try await writes.next() {
                    filled.add(write)
                    underWay -= 1
                }
                writes.addTask { [current] in try await apply(set, to: current, plane, caller) }
                underWay += 1
            }
            for try await write in writes { filled.add(write) }
        }
        return filled
    }

    private func apply(
        _ set: RecordSet, to known: Domain?, _ plane: ControlPlane, _ caller: Caller
    ) async throws -> Filled {
        var filled = Filled()
        let uuid: String
        if let known {
            uuid = known.uuid
        } else {
            uuid = try await plane.createDomain(named: set.domain, of: organization, for: caller).uuid
            filled.made(uuid)
        }
        let domain = try await plane.domain(uuid, of: organization, for: caller, to: .create)
        let edits = try set.bodies.map { body in
            RecordEdit.create(try DNSRecord.Draft.read(body, in: domain.apex).get())
        }
        let change = try await plane.apply(edits, to: domain, for: caller)
        for edit in change.edits { filled.made(edit.after?.recordId) }
        return filled
    }
}
