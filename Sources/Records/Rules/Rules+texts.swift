import DNS

extension Rules {
    /// What is wrong with a text that others read by rules of their own, if they ignore it for that.
    static func unreadable(_ draft: DNSRecord.Draft, _ others: [DNSRecord]) -> [Warning] {
        guard draft.kind == .txt, let text = draft.text else { return [] }
        if let policy = SPF(text) { return warnings(about: policy, of: draft, others) }
        let labels = draft.name.split(separator: ".")
        if labels.first == DMARC.label[...] { return unread(.dmarcSyntax, DMARC.faults(of: text)) }
        if labels.dropFirst().first == DKIM.label[...] { return unread(.dkimSyntax, DKIM.faults(of: text)) }
        return []
    }

    private static func warnings(about policy: SPF, of draft: DNSRecord.Draft, _ others: [DNSRecord]) -> [Warning] {
        var warnings = unread(.spfSyntax, policy.faults)
        // RFC 7208 §4.5: of several "check_host() produces the permerror result".
        if others.contains(where: \.draft.isSenderPolicy) {
            warnings.append(
                Warning(
                    "value", .spfTwice, "value: \(draft.name) has another SPF record, and with two of them none counts")
            )
        }
        if policy.lookups > SPF.mostLookups {
            warnings.append(
                Warning(
                    "value", .spfLookups,
                    "value: asks the DNS \(policy.lookups) times, and receivers stop after \(SPF.mostLookups)"))
        }
        return warnings
    }

    private static func unread(_ code: Warning.Code, _ faults: [String]) -> [Warning] {
        faults.isEmpty ? [] : [Warning("value", code, "value: \(faults.joined(separator: "; "))")]
    }
}

extension DNSRecord.Draft {
    /// The strings of a TXT record as one text, as those read it whom it is for; nil if it is no UTF-8.
    var text: String? {
        var (octets, rest): ([UInt8], ArraySlice<UInt8>) = ([], canonical[...])
        while let count = rest.popFirst() {
            octets += rest.prefix(Int(count))
            rest = rest.dropFirst(Int(count))
        }
        return String(validating: octets, as: UTF8.self)
    }

    /// Seen by its first word alone: asked of every text of a name.
    var isSenderPolicy: Bool {
        // The octet before the text is the length of its first string.
        kind == .txt && canonical.dropFirst().lazy.map { $0 | 0x20 }.starts(with: "v=spf1".utf8)
            && (canonical.count == 7 || canonical[7] == 0x20)
    }
}
