import DNS
import Records

/// `changes.edits`: what was asked, in order, in JSON.
enum EditsJSON {
    /// Those of an entry of the log; none where nobody asked for anything.
    static func edits(_ bytes: [UInt8]?) throws -> [Edit] {
        try bytes.flatMap { try JSON(parsing: $0).array }?.compactMap(Edit.init) ?? []
    }

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
        var settings: JSON.Object = [
            "name": .string(name), "organization": .integer(organization), "status": .string(status.rawValue),
        ]
        if let names = authority.nameservers {
            settings.append("nameservers", .array(names.map { .string($0.textWithoutDot) }))
        }
        let soa = authority.soaSettings
        if !soa.members.isEmpty { settings.append("soa", .object(soa)) }
        return settings
    }
}
