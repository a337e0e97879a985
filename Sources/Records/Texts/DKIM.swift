/// The public key with which receivers check signatures (RFC 6376 §3.6.1).
enum DKIM {
    /// The label below which selectors stand.
    static let label = "_domainkey"

    /// What makes receivers ignore it; empty if nothing does.
    static func faults(of text: String) -> [String] {
        guard let list = TagList(text) else { return ["is no list of tags, such as v=DKIM1; k=rsa; p=…"] }
        var faults: [String] = []
        if let version = list["v"], version != "DKIM1" || list.tags.first?.name != "v" {
            faults.append("has a v= that is not v=DKIM1 at its beginning")
        }
        if let kind = list["k"], !["rsa", "ed25519"].contains(kind) {
            faults.append("has k=, which is neither rsa nor ed25519")
        }
        guard let key = list["p"] else { return faults + ["has no p=, the key"] }
        // One without a key says that it was revoked.
        if !isBase64(key) { faults.append("has p=, which is not Base64") }
        return faults
    }

    /// With spaces anywhere.
    private static func isBase64(_ text: String) -> Bool {
        let digits = text.filter { $0 != " " && $0 != "\t" }
        return digits.utf8.count.isMultiple(of: 4) && digits.wholeMatch(of: /[A-Za-z0-9+\/]*={0,2}/) != nil
    }
}
