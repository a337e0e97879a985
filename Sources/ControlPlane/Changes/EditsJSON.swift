import DNS
import Records

/// `changes.edits`: what was asked, in order, in JSON.
enum EditsJSON {
    static func bytes(_ edits: [Edit]) -> [UInt8] {
        var text: [UInt8] = []
        text.reserveCapacity(edits.count * 256)
        text.append(UInt8(ascii: "["))
        for (i, edit) in edits.enumerated() {
            if i > 0 { text.append(UInt8(ascii: ",")) }
            edit.json.write(into: &text)
        }
        text.append(UInt8(ascii: "]"))
        return text
    }
}

extension DomainRow {
    /// What is set of it, as the log keeps it; what is the default's is left out.
    var logged: JSON.Object {
        var settings = JSON.Object([("name", .string(name)), ("status", .string(status.rawValue))])
        if let names = authority.nameservers {
            settings.append("nameservers", .array(names.map { .string($0.description) }))
        }
        if let mname = authority.mname { settings.append("mname", .string(mname.description)) }
        if let rname = authority.rname { settings.append("rname", .string(rname.description)) }
        let timers = [
            ("refresh", authority.refresh), ("retry", authority.retry), ("expire", authority.expire),
            ("minimum", authority.minimum), ("soaTtl", authority.soaTTL),
        ]
        for case (let name, let seconds?) in timers { settings.append(name, .integer(Int64(seconds))) }
        return settings
    }
}
