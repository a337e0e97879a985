import DNS
import NIOCore
import NIOPosix

/// Asks recursive servers, or others directly: over UDP and, where that does not do, over TCP.
public struct StubResolver: Sendable {
    public struct Limits: Sendable {
        /// How long the first packet to a server is waited for; the second twice as long.
        public var wait = TimeAmount.milliseconds(1_500)
        /// For a connection, from its beginning to the answer.
        public var connection = TimeAmount.seconds(4)
        /// Servers that are asked for one answer, at most.
        public var servers = 4
        /// Questions under way at a time; others wait their turn.
        public var underWay = 32
        /// Those that wait; one more is refused.
        public var waiting = 256

        public init() {}
    }

    /// The recursive ones, best first.
    public let servers: [SocketAddress]
    private let limits: Limits
    private let gate: Gate
    private let group: any EventLoopGroup

    public init(
        servers: [SocketAddress], limits: Limits = Limits(),
        group: any EventLoopGroup = MultiThreadedEventLoopGroup.singleton
    ) {
        self.servers = servers
        self.limits = limits
        self.group = group
        gate = Gate(open: limits.underWay, waiting: limits.waiting)
    }

    /// What the recursive servers say: a message without error, or the one that says that there is no such name.
    /// Throws `ResolverError`, or `CancellationError`.
    public func ask(_ name: Name, _ type: RecordType) async throws -> Message {
        try await ask(name, type, at: servers, recursion: true) { _ in true }
    }

    /// The data of that type which stand at the name itself; none where there is no such name.
    /// Throws `ResolverError`, or `CancellationError`.
    public func records(_ type: RecordType, at name: Name) async throws -> [RDATA] {
        // What an alias leads to is not at the name.
        try await ask(name, type).answers.filter { $0.owner == name && $0.type == type && $0.recordClass == .in }
            .map(\.rdata)
    }

    /// What the first of some servers says whose message is acceptable; without recursion.
    /// Throws `ResolverError`, or `CancellationError`.
    public func ask(
        _ name: Name, _ type: RecordType, at servers: [SocketAddress], where isAcceptable: (Message) -> Bool
    ) async throws -> Message {
        try await ask(name, type, at: servers, recursion: false, where: isAcceptable)
    }

    private func ask(
        _ name: Name, _ type: RecordType, at servers: [SocketAddress], recursion: Bool,
        where isAcceptable: (Message) -> Bool
    ) async throws -> Message {
        try await gate.enter()
        defer { gate.leave() }
        var failure = ResolverError.noServer
        // All are tried once before one is tried again.
        for wait in [limits.wait, limits.wait * 2] {
            for server in servers.prefix(limits.servers) {
                do throws(ResolverError) {
                    let message = try await exchange(name, type, with: server, recursion: recursion, wait)
                    if isAcceptable(message) { return message }
                    failure = .unclear
                } catch {
                    failure = error
                }
                try Task.checkCancellation()
            }
            // Who has answered gives the same answer again.
            guard failure == .silent else { break }
        }
        throw failure
    }

    /// As many packets as it takes to have the answer of one server.
    private func exchange(
        _ name: Name, _ type: RecordType, with server: SocketAddress, recursion: Bool, _ wait: TimeAmount
    ) async throws(ResolverError) -> Message {
        var random = SystemRandomNumberGenerator()
        var (usesEDNS, usesTCP) = (true, false)
        // Each round gives up one of the two.
        for _ in 0..<3 {
            let inquiry = Inquiry(name, type, recursion: recursion, usesEDNS: usesEDNS, random: &random)
            switch try await verdict(on: inquiry, from: server, usesTCP: usesTCP, wait) {
            case .answered(let message):
                guard [.noError, .nameError].contains(message.responseCode) else {
                    throw .refused(message.responseCode)
                }
                return message
            case .needsTCP: usesTCP = true
            case .needsPlain: usesEDNS = false
            case .ignored: throw .unclear
            }
        }
        throw .unclear
    }

    private func verdict(
        on inquiry: Inquiry, from server: SocketAddress, usesTCP: Bool, _ wait: TimeAmount
    ) async throws(ResolverError) -> Inquiry.Verdict {
        do {
            return usesTCP
                ? try await Exchange.overTCP(inquiry, with: server, within: limits.connection, on: group)
                : try await Exchange.overUDP(inquiry, with: server, within: wait, on: group)
        } catch let error as ResolverError {
            throw error
        } catch {
            // Cancelled: the caller looks.
            throw .silent
        }
    }
}
