import NIOCore
import NIOHTTP2

/// How long a connection of HTTP/2 lasts, and how it ends. No I/O and no clock of its own.
///
/// A stream's own times are `Exchange`'s. The end is in two steps (RFC 9113 §6.8): the client is told that there will
/// be no more, and which of its streams was the last once it must have heard that.
struct HTTP2Life {
    enum Action: Equatable {
        case none
        /// Say that it ends, and ask for an echo.
        case leave
        /// Say which stream was the last.
        case conclude(HTTP2StreamID)
        case concludeAndClose(HTTP2StreamID)
        case close
    }

    private enum Phase {
        case serving
        case leaving
        case concluded
    }

    private let limits: ConnectionLimits
    private var phase = Phase.serving
    private var openStreams = 0
    private var lastStream = HTTP2StreamID.rootStream
    /// When `passed` is to be asked; nil while there is nothing to wait for but streams.
    private(set) var due: NIODeadline?

    init(limits: ConnectionLimits, at now: NIODeadline) {
        self.limits = limits
        due = now + limits.idle
    }

    mutating func opened(_ stream: HTTP2StreamID) {
        openStreams += 1
        lastStream = max(lastStream, stream)
        if phase == .serving { due = nil }
    }

    mutating func closedStream(at now: NIODeadline) -> Action {
        openStreams -= 1
        guard openStreams == 0 else { return .none }
        switch phase {
        case .serving:
            due = now + limits.idle
            return .none
        case .leaving: return .none
        case .concluded: return .close
        }
    }

    /// The server ends, or nobody has needed the connection for long.
    mutating func shouldEnd(at now: NIODeadline) -> Action {
        guard phase == .serving else { return .none }
        phase = .leaving
        due = now + limits.linger
        return .leave
    }

    /// The client has heard: what it opens now it would open in vain.
    mutating func echoed(at now: NIODeadline) -> Action {
        guard phase == .leaving else { return .none }
        return conclude(at: now)
    }

    /// `due` has passed.
    mutating func passed(at now: NIODeadline) -> Action {
        switch phase {
        case .serving: openStreams == 0 ? shouldEnd(at: now) : .none
        // One that does not answer has had its time.
        case .leaving: conclude(at: now)
        case .concluded: .close
        }
    }

    private mutating func conclude(at now: NIODeadline) -> Action {
        phase = .concluded
        guard openStreams > 0 else { return .concludeAndClose(lastStream) }
        due = now + limits.request + limits.response
        return .conclude(lastStream)
    }
}
