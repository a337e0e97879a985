import Outbound

/// The way that mails take: what `--smtp` and `--mail-from` say.
struct MailRoute: Hashable {
    var server: MailServer
    var sender: MailAddress

    /// Nil without either; throws for one without the other.
    static func read(_ sources: OptionSources) throws(UsageError) -> MailRoute? {
        let server = try sources.value(.smtp, default: nil, expected: MailServer.form, isSecret: true) {
            MailServer($0)
        }
        let sender = try sources.value(.mailFrom, default: nil, expected: "a mail address, as dns@example.com") {
            MailAddress($0)
        }
        switch (server, sender) {
        case (nil, nil): return nil
        case (let server?, let sender?): return MailRoute(server: server, sender: sender)
        case (_?, nil): throw UsageError("\(Option.smtp.flag) needs \(Option.mailFrom.flag) beside it")
        case (nil, _?): throw UsageError("\(Option.mailFrom.flag) needs \(Option.smtp.flag) beside it")
        }
    }
}
