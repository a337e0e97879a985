import DNS

/// A sender policy (RFC 7208): who may send mail in a domain's name.
struct SPF {
    /// What makes receivers ignore it (§4.6), each fault in words.
    let faults: [String]
    /// Terms that make receivers ask the DNS, of which ten are allowed (§4.6.4); what an include asks is not counted.
    let lookups: Int

    static let mostLookups = 10

    /// Nil for a text that is no such policy: one begins with `v=spf1` as its first word (§4.5).
    init?(_ text: String) {
        let terms = text.split(separator: " ")
        guard text.first != " ", terms.first?.lowercased() == "v=spf1" else { return nil }
        var faults: [String] = []
        var lookups = 0
        var modifiers: Set<String> = []
        for term in terms.dropFirst() {
            let read = Term(term)
            lookups += read.asks ? 1 : 0
            if let modifier = read.modifier, !modifiers.insert(modifier).inserted {
                faults.append("\(modifier)= stands twice")
            }
            if let fault = read.fault { faults.append("\"\(Excerpt(term))\" \(fault)") }
        }
        self.faults = faults
        self.lookups = lookups
    }

    /// A directive or a modifier (§12).
    private struct Term {
        private(set) var asks = false
        /// Of those that may stand once: redirect and exp.
        private(set) var modifier: String?
        private(set) var fault: String?

        init(_ text: Substring) {
            let name = text.prefix { $0 != ":" && $0 != "/" && $0 != "=" }
            guard text[name.endIndex...].first != "=" else {
                readModifier(name, text[name.endIndex...].dropFirst())
                return
            }
            let mechanism = name.drop { "+-?~".contains($0) }
            guard name.utf8.count - mechanism.utf8.count <= 1 else {
                fault = "has two qualifiers"
                return
            }
            readMechanism(mechanism.lowercased(), text[name.endIndex...])
        }

        private mutating func readModifier(_ name: Substring, _ value: Substring) {
            guard name.first.map({ $0.isASCII && $0.isLetter }) ?? false else {
                fault = "is neither a mechanism nor a modifier"
                return
            }
            switch name.lowercased() {
            case "redirect", "exp":
                modifier = name.lowercased()
                asks = modifier == "redirect"
                fault = Self.domainFault(value)
            // Those that nobody knows are allowed (§6).
            default: fault = Self.macroFault(value)
            }
        }

        private mutating func readMechanism(_ name: String, _ rest: Substring) {
            switch name {
            case "all": fault = rest.isEmpty ? nil : "takes nothing after it"
            case "include", "exists":
                asks = true
                fault = rest.first == ":" ? Self.domainFault(rest.dropFirst()) : "needs a domain after a colon"
            case "a", "mx":
                asks = true
                let slash = rest.firstIndex(of: "/") ?? rest.endIndex
                fault = Self.optionalDomainFault(rest[..<slash]) ?? Self.lengthFault(rest[slash...])
            case "ptr":
                asks = true
                fault = Self.optionalDomainFault(rest)
            case "ip4": fault = Self.networkFault(rest, "an IPv4", longest: 32) { IPv4Address($0) != nil }
            case "ip6": fault = Self.networkFault(rest, "an IPv6", longest: 128) { IPv6Address($0) != nil }
            default: fault = "is neither a mechanism nor a modifier"
            }
        }

        private static func optionalDomainFault(_ rest: Substring) -> String? {
            guard !rest.isEmpty else { return nil }
            return rest.first == ":" ? domainFault(rest.dropFirst()) : "is not a mechanism"
        }

        private static func domainFault(_ text: Substring) -> String? {
            text.isEmpty ? "needs a domain" : macroFault(text)
        }

        /// `/24`, `//64` or `/24//64`.
        private static func lengthFault(_ text: Substring) -> String? {
            guard !text.isEmpty else { return nil }
            let wanted = "needs lengths of prefixes as /24 or //64"
            guard let range = text.firstRange(of: "//") else {
                return isNumber(text.dropFirst(), through: 32) ? nil : wanted
            }
            let (first, second) = (text[..<range.lowerBound], text[range.upperBound...])
            let isRight = (first.isEmpty || isNumber(first.dropFirst(), through: 32)) && isNumber(second, through: 128)
            return isRight ? nil : wanted
        }

        private static func networkFault(
            _ rest: Substring, _ kind: String, longest: Int, _ isAddress: (Substring) -> Bool
        ) -> String? {
            let parts = rest.dropFirst().split(separator: "/", maxSplits: 1, omittingEmptySubsequences: false)
            guard rest.first == ":", let address = parts.first, isAddress(address),
                parts.count == 1 || isNumber(parts[1], through: longest)
            else { return "needs \(kind) address or network after a colon" }
            return nil
        }

        private static func isNumber(_ text: Substring, through most: Int) -> Bool {
            guard (1...3).contains(text.utf8.count), text.allSatisfy({ $0.isASCII && $0.isNumber }) else {
                return false
            }
            return Int(text).map { $0 <= most } ?? false
        }

        /// §7.1: a percent sign begins a macro.
        private static func macroFault(_ text: Substring) -> String? {
            var rest = text
            while let percent = rest.firstIndex(of: "%") {
                rest = rest[percent...]
                guard
                    let macro = rest.prefixMatch(of: /%(?:[%_\-]|\{[slodiphcrtvSLODIPHCRTV][0-9]*[rR]?[.\-+,\/_=]*\})/)
                else {
                    return "has a % that begins no macro"
                }
                rest = rest[macro.range.upperBound...]
            }
            return nil
        }
    }
}
