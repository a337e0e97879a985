/// Goes through `key=value` pairs (RFC 9460 §2.1) and gathers all that is wrong with them.
struct ServiceParameterReader {
    private(set) var values: [ServiceParameterKey: [UInt8]] = [:]
    /// Each once, in the order in which they show.
    private(set) var faults: [ServiceParameterError] = []

    /// With those whose value is wrong.
    private var given: Set<ServiceParameterKey> = []
    private var told: Set<ServiceParameterError> = []

    init(_ text: inout TextReader) {
        do throws(TextError) {
            while let (name, token) = try text.pair() { read(name, token) }
        } catch {
            // From here on it is not clear where words end: of the rest nothing can be said, and so of the whole.
            note(.text(error))
            return
        }
        for fault in ServiceParameters.inconsistencies(mandatory: values[.mandatory], given) { note(fault) }
    }

    private mutating func read(_ name: ArraySlice<UInt8>, _ token: TextReader.Token?) {
        let numbered = ServiceParameterKey(numbered: name)
        guard let key = numbered ?? ServiceParameterKey(String(decoding: name, as: UTF8.self)) else {
            note(.unknownKey(String(decoding: name, as: UTF8.self)))
            return
        }
        if !given.insert(key).inserted { note(.duplicate(key)) }
        let kind = ServiceParameterKey.table[key]?.kind
        do throws(ServiceValueError) {
            // RFC 9460 §2.1: the value of a key written as its number is the wire form, whatever the key.
            let value = try (numbered == nil ? kind ?? .opaque : .opaque).parse(token)
            guard value.count <= 0xFFFF else { throw .tooLong }
            try kind?.check(value[...])
            values[key] = value
        } catch {
            note(.value(key, error))
        }
    }

    private mutating func note(_ fault: ServiceParameterError) {
        if told.insert(fault).inserted { faults.append(fault) }
    }
}
