/// The first octet chooses a type; the rest is its RDATA as text and as octets. What is taken must survive every turn
/// between text and wire.
@_cdecl("LLVMFuzzerTestOneInput")
public func fuzz(_ start: UnsafePointer<UInt8>, _ count: Int) -> CInt {
    let octets = Array(UnsafeBufferPointer(start: start, count: count))
    guard let choice = octets.first else { return 0 }
    let types = RecordType.Definition.table.map(\.type) + [RecordType(rawValue: 65280)]
    let type = types[Int(choice) % types.count]
    let rest = octets[1...]
    let text = String(decoding: rest, as: UTF8.self)

    if let rdata = try? RDATA(type, wire: rest) {
        precondition(rdata.wire == Array(rest), "wire is read as other octets")
        check(rdata)
    }
    if let rdata = try? RDATA(type, text: text) { check(rdata) }
    checkName(text, rest)
    checkAddresses(text)
    if let parameters = try? ServiceParameters(parsing: text) {
        precondition(try! ServiceParameters(wire: parameters.wire) == parameters, "parameters change in wire form")
        precondition(try! ServiceParameters(parsing: parameters.description) == parameters, "parameters change as text")
    }
    return 0
}

private func check(_ rdata: RDATA) {
    precondition(try! RDATA(rdata.type, wire: rdata.wire) == rdata, "wire is other RDATA")
    precondition(try! RDATA(rdata.type, text: rdata.text) == rdata, "text is other RDATA")
    precondition(try! RDATA(rdata.type, text: rdata.genericText) == rdata, "generic text is other RDATA")
    precondition(rdata.canonical.canonical == rdata.canonical, "canonical is not final")
    precondition(try! RDATA(rdata.type, wire: rdata.canonical.wire) == rdata.canonical, "canonical is not valid")
}

private func checkName(_ text: String, _ octets: ArraySlice<UInt8>) {
    for name in [try? Name(text), try? Name(wire: octets)] {
        guard let name else { continue }
        precondition(try! Name(name.description).wire == name.wire, "a name's text is another name")
        precondition(try! Name(wire: name.wire) == name, "a name's wire form is another name")
        precondition(name.isAtOrBelow(.root) && !(name < name), "a name's order is none")
        precondition(name.parent.map { $0 < name && name.isAtOrBelow($0) } ?? name.isRoot, "a parent is no parent")
    }
}

private func checkAddresses(_ text: String) {
    if let address = IPv4Address(text) { precondition(address.description == text, "an IPv4 address has two texts") }
    if let address = IPv6Address(text) {
        precondition(IPv6Address(address.description) == address, "an IPv6 address changes as text")
        precondition(IPv6Address(octets: address.octets) == address, "an IPv6 address changes as octets")
    }
}
