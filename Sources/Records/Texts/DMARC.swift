/// What receivers are to do with mail that fails its checks (RFC 7489 §6.3).
enum DMARC {
    /// The first label of the names at which receivers look for it.
    static let label = "_dmarc"

    /// What makes receivers ignore it, or a part of it; empty if nothing does.
    static func faults(of text: String) -> [String] {
        guard let list = TagList(text) else { return ["is no list of tags, such as v=DMARC1; p=none"] }
        guard let version = list.tags.first, version.name == "v", version.value == "DMARC1" else {
            return ["does not begin with v=DMARC1"]
        }
        var faults: [String] = []
        if list.tags.dropFirst().first?.name != "p" { faults.append("has no p= after the version") }
        for (name, value) in list.tags.dropFirst() {
            if let wanted = wanted(name, value) { faults.append("has \(name)=, which is not \(wanted)") }
        }
        return faults
    }

    /// What would be right, where the value is not. Tags that nobody knows are ignored (§6.3).
    private static func wanted(_ name: String, _ value: String) -> String? {
        switch name {
        case "p", "sp", "np": isOne(value, of: "none", "quarantine", "reject")
        case "adkim", "aspf": isOne(value, of: "r", "s")
        case "pct": Int(value).map { (0...100).contains($0) } ?? false ? nil : "a number from 0 to 100"
        case "ri": UInt32(value) == nil ? "a number of seconds" : nil
        case "fo":
            value.split(separator: ":", omittingEmptySubsequences: false).allSatisfy {
                ["0", "1", "d", "s"].contains($0)
            }
                ? nil : "of 0, 1, d and s with colons between"
        case "rua", "ruf":
            value.split(separator: ",", omittingEmptySubsequences: false).allSatisfy { address in
                address.trimmingPrefix(" ").lowercased().wholeMatch(of: /[a-z][a-z0-9+.\-]*:.+/) != nil
            } ? nil : "a list of URIs, such as mailto:dmarc@example.com"
        default: nil
        }
    }

    private static func isOne(_ value: String, of words: String...) -> String? {
        words.contains(value.lowercased()) ? nil : "one of \(words.joined(separator: ", "))"
    }
}
