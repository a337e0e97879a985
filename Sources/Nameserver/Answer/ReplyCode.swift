/// The response codes that a reply can have, as plain numbers (RFC 1035 §4.1.1, RFC 2136 §2.2, RFC 6891 §9).
enum ReplyCode {
    static let noError = 0
    static let formatError = 1
    static let serverFailure = 2
    static let nameError = 3
    static let notImplemented = 4
    static let refused = 5
    static let notAuth = 9
    static let badVersion = 16
}
