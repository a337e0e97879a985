/// Why a mail was not handed over. None of it holds what the server has said, which may repeat a secret.
public enum MailError: Error, Sendable, Hashable {
    /// What was under way between the two servers.
    public enum Step: String, Sendable {
        case greeting
        case hello = "EHLO"
        case startTLS = "STARTTLS"
        case handshake = "the TLS handshake"
        case login = "AUTH"
        case sender = "MAIL FROM"
        case recipient = "RCPT TO"
        case data = "DATA"
        case content = "the content"
    }

    /// There is no connection.
    case unreachable
    /// No reply in time.
    case silent(Step)
    /// All of it took too long.
    case late
    case closed(Step)
    /// The server said no; `status` is of RFC 3463, as `5.1.1`.
    case refused(Step, code: Int, status: String?)
    /// What came is no reply, one without an end, or one to nothing.
    case notSMTP(Step)
    /// There is a password, which is not sent in clear.
    case noTLS
    case badCertificate
    case noHandshake
    /// None of the ways to log in that the server has is known here.
    case noLogin
    /// The recipient's address, or what it has in it, cannot be written into a mail.
    case address
    /// The subject, or the size of the text.
    case message
    /// Too many mails wait already.
    case busy

    /// Whether it may go better later.
    public var isTemporary: Bool {
        switch self {
        case .unreachable, .silent, .late, .closed, .busy: true
        case .refused(_, let code, _): (400..<500).contains(code)
        case .notSMTP, .noTLS, .badCertificate, .noHandshake, .noLogin, .address, .message: false
        }
    }
}

extension MailError: CustomStringConvertible {
    public var description: String {
        switch self {
        case .unreachable: "no connection to the mail server"
        case .silent(let step): "no reply of the mail server in time: \(step.rawValue)"
        case .late: "the mail server took too long"
        case .closed(let step): "the mail server closed the connection: \(step.rawValue)"
        case .refused(let step, let code, let status):
            "the mail server refused \(step.rawValue): \(code)\(status.map { " \($0)" } ?? "")"
        case .notSMTP(let step): "what the mail server sent is not SMTP: \(step.rawValue)"
        case .noTLS: "the mail server offers no STARTTLS, and a password is not sent in clear"
        case .badCertificate: "the mail server's certificate is not one that is trusted for its name"
        case .noHandshake: "no TLS with the mail server"
        case .noLogin: "the mail server offers neither AUTH PLAIN nor AUTH LOGIN"
        case .address: "the recipient's address cannot be used in a mail: not ASCII, or with characters to be quoted"
        case .message: "the subject or the length of the mail cannot be"
        case .busy: "too many mails wait"
        }
    }
}
