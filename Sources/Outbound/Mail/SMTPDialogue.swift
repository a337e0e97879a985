import Foundation

/// What is said to a mail server to hand over one mail, and what its replies mean (RFC 5321 §3.3). It reads and writes
/// nothing itself.
struct SMTPDialogue {
    enum Action: Hashable {
        case send([UInt8])
        /// The handshake comes next, and then `secured`.
        case startTLS
        /// The server has taken the mail.
        case done
        case fail(MailError)
    }

    private enum State {
        case greeting, hello, startTLS, handshake, plain, user, password, sender, recipient, data, content, ended
    }

    private let message: MailMessage
    private let login: MailServer.Login?
    /// What we call ourselves in EHLO.
    private let name: String
    private var isSecure: Bool
    private var state = State.greeting

    init(_ message: MailMessage, to server: MailServer, as name: String) {
        self.message = message
        self.name = name
        login = server.login
        isSecure = server.security == .always
    }

    var step: MailError.Step {
        switch state {
        case .greeting: .greeting
        case .hello: .hello
        case .startTLS: .startTLS
        case .handshake: .handshake
        case .plain, .user, .password: .login
        case .sender: .sender
        case .recipient: .recipient
        case .data: .data
        case .content, .ended: .content
        }
    }

    mutating func received(_ reply: SMTPReply) -> Action {
        guard reply.code == expected || state == .recipient && reply.code == 251 else {
            return end(.fail(refusal(reply)))
        }
        switch state {
        case .greeting: return say("EHLO \(name)", .hello)
        case .hello: return greeted(Self.extensions(reply))
        case .startTLS:
            state = .handshake
            return .startTLS
        case .user: return say(Self.base64(login?.user ?? ""), .password)
        case .password: return say(Self.base64(login?.password ?? ""), .plain)
        case .plain: return begin()
        case .sender: return say("RCPT TO:<\(message.recipient)>", .recipient)
        case .recipient: return say("DATA", .data)
        case .data:
            state = .content
            return .send(message.stuffed)
        case .content: return end(.done)
        case .handshake, .ended: return end(.fail(.notSMTP(step)))
        }
    }

    /// The handshake after `startTLS` is done. What the server offered before it counts no more (RFC 3207 §4.2).
    mutating func secured() -> Action {
        isSecure = true
        return say("EHLO \(name)", .hello)
    }

    /// The one code that goes on from here.
    private var expected: Int {
        switch state {
        case .greeting, .startTLS: 220
        case .plain: 235
        case .user, .password: 334
        case .data: 354
        case .hello, .handshake, .sender, .recipient, .content, .ended: 250
        }
    }

    private func refusal(_ reply: SMTPReply) -> MailError {
        // Another code that means yes is no reply to this.
        reply.code >= 400 ? .refused(step, code: reply.code, status: reply.status) : .notSMTP(step)
    }

    private mutating func greeted(_ extensions: [String: Set<String>]) -> Action {
        if !isSecure, extensions["STARTTLS"] != nil { return say("STARTTLS", .startTLS) }
        guard let login else { return begin() }
        guard isSecure else { return end(.fail(.noTLS)) }
        let ways = extensions["AUTH"] ?? []
        if ways.contains("PLAIN") {
            return say("AUTH PLAIN \(Self.base64("\0\(login.user)\0\(login.password)"))", .plain)
        }
        return ways.contains("LOGIN") ? say("AUTH LOGIN", .user) : end(.fail(.noLogin))
    }

    private mutating func begin() -> Action { say("MAIL FROM:<\(message.sender)>", .sender) }

    private mutating func say(_ line: String, _ next: State) -> Action {
        state = next
        return .send(Array("\(line)\r\n".utf8))
    }

    private mutating func end(_ action: Action) -> Action {
        state = .ended
        return action
    }

    /// What the server can do, and with which parameters; the first line is its name (RFC 5321 §4.1.1.1).
    private static func extensions(_ reply: SMTPReply) -> [String: Set<String>] {
        var extensions: [String: Set<String>] = [:]
        for line in reply.lines.dropFirst() {
            let words = line.uppercased().split(separator: " ").map(String.init)
            guard let keyword = words.first else { continue }
            extensions[keyword, default: []].formUnion(words.dropFirst())
        }
        return extensions
    }

    private static func base64(_ text: String) -> String { Data(text.utf8).base64EncodedString() }
}
