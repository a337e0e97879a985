/// The files of `--tls-certificate` and `--tls-key`.
struct TLSFiles: Hashable {
    var certificate: String
    var key: String

    /// Nil without either; throws for one without the other.
    static func read(_ sources: OptionSources) throws(UsageError) -> TLSFiles? {
        func path(_ option: Option) throws(UsageError) -> String? {
            try sources.value(option, default: nil, expected: "a file") { $0.isEmpty ? nil : $0 }
        }
        switch (try path(.tlsCertificate), try path(.tlsKey)) {
        case (nil, nil): return nil
        case (let certificate?, let key?): return TLSFiles(certificate: certificate, key: key)
        case (_?, nil): throw UsageError("\(Option.tlsCertificate.flag) needs \(Option.tlsKey.flag) beside it")
        case (nil, _?): throw UsageError("\(Option.tlsKey.flag) needs \(Option.tlsCertificate.flag) beside it")
        }
    }
}
