import NIOCore

/// How much of a listener one client may hold, and for how long.
public struct ConnectionLimits: Sendable {
    /// Octets of a request's head, and how many fields it may have.
    static let head = 32 << 10
    static let fields = 256

    /// Open connections; further ones wait in the kernel's backlog.
    public var connections: Int
    /// For the handshake of TLS.
    public var handshake: TimeAmount
    /// Between requests, and for a request's head.
    public var idle: TimeAmount
    /// From a request's head to the end of its body.
    public var request: TimeAmount
    /// From one part of an answer to the next, and to its last octet with the kernel.
    public var response: TimeAmount
    /// How long is read on after an answer that ends the connection, so that who writes first still gets it.
    public var linger: TimeAmount
    /// Octets of a body that are read at all, wanted or not.
    public var body: Int

    public init(
        connections: Int = 4_096, handshake: TimeAmount = .seconds(10), idle: TimeAmount = .seconds(30),
        request: TimeAmount = .seconds(30), response: TimeAmount = .seconds(60), linger: TimeAmount = .seconds(2),
        body: Int = 16 << 20
    ) {
        self.connections = connections
        self.handshake = handshake
        self.idle = idle
        self.request = request
        self.response = response
        self.linger = linger
        self.body = body
    }
}
