/// Any octets: what is read as a message must be written and read again as the same message, and so must its parts.
@_cdecl("LLVMFuzzerTestOneInput")
public func fuzz(_ start: UnsafePointer<UInt8>, _ count: Int) -> CInt {
    let octets = Array(UnsafeBufferPointer(start: start, count: count))
    check(delta: octets)
    guard let message = try? Message(parsing: octets) else { return 0 }

    let written = message.serialized()
    guard let again = try? Message(parsing: written) else { fatalError("what was written is not read") }
    // RDATA whose names may not be compressed can outgrow the limit; then RRsets are missing.
    if again.flags.contains(.tc) == message.flags.contains(.tc), again.additionals.count == message.additionals.count {
        precondition(again == message, "read back as another message")
        precondition(again.serialized() == written, "written in two ways")
    }
    for limit in [0, 512, 1232] {
        let truncated = message.serialized(limit: limit)
        guard (try? Message(parsing: truncated)) != nil else { fatalError("what was truncated is not read") }
        let fixed = 23 + (message.edns.map { $0.options.reduce(0) { $0 + 4 + $1.data.count } } ?? 0)
        precondition(truncated.count <= max(limit, fixed), "longer than the limit")
    }

    let records = message.answers + message.authorities + message.additionals
    for record in records { check(record) }
    let delta = Delta(removed: message.answers, added: message.authorities)
    precondition(try! Delta(wire: delta.wire) == delta, "a delta is read back as another")
    return 0
}

private func check(_ record: ResourceRecord) {
    precondition(try! Name(record.owner.description) == record.owner, "a name's text is another name")
    precondition(record.rdata.canonical.canonical == record.rdata.canonical, "canonical is not final")
    // An UPDATE's empty RDATA (RFC 2136 §2.4) is no RDATA of its type.
    guard !record.rdata.wire.isEmpty else { return }
    precondition(try! RDATA(record.type, text: record.rdata.text) == record.rdata, "RDATA's text is other RDATA")
}

private func check(delta octets: [UInt8]) {
    guard let delta = try? Delta(wire: octets) else { return }
    precondition(try! Delta(wire: delta.wire) == delta, "a delta is read back as another")
}
