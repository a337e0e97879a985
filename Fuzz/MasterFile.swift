/// The first octet says in how large parts the rest comes, which is a master file. How it is cut must not matter, and
/// what is read must be the same when it is written and read again.
@_cdecl("LLVMFuzzerTestOneInput")
public func fuzz(_ start: UnsafePointer<UInt8>, _ count: Int) -> CInt {
    let octets = Array(UnsafeBufferPointer(start: start, count: count))
    guard let first = octets.first else { return 0 }
    let file = octets[1...]
    let whole = read(file, inPartsOf: file.count + 1)
    let parts = read(file, inPartsOf: Int(first) + 1)
    precondition(whole.records == parts.records, "the parts of a file have other records")
    precondition(whole.faults == parts.faults, "the parts of a file have other faults")
    for fault in whole.faults { precondition(!fault.description.isEmpty, "a fault says nothing") }

    var writer = MasterFileWriter(origin: origin)
    for record in whole.records { writer.write(record) }
    let written = read(writer.takeOctets()[...], inPartsOf: 64)
    precondition(written.faults.isEmpty, "what is written is refused")
    precondition(written.records == whole.records, "what is written is read as other records")
    return 0
}

private let origin = try! Name("example.com.")

private func read(
    _ file: ArraySlice<UInt8>, inPartsOf size: Int
) -> (records: [ResourceRecord], faults: [MasterFileError]) {
    var limits = MasterFileReader.Limits()
    (limits.records, limits.generated) = (1_000, 100)
    var reader = MasterFileReader(origin: origin, ttl: 300, limits: limits)
    var records: [ResourceRecord] = []
    var rest = file
    while !rest.isEmpty {
        reader.read(rest.prefix(size)) { record, _ in records.append(record) }
        rest = rest.dropFirst(size)
    }
    reader.finish { record, _ in records.append(record) }
    return (records, reader.faults)
}
