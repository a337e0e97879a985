/// Makes records of the text between two line ends, and knows what earlier ones leave to later ones.
struct MasterFileParser: Sendable {
    enum Result {
        case nothing
        case record(ResourceRecord)
        case generate(RecordGenerator)
    }

    private enum Owner: Sendable {
        case name(Name)
        /// The last one written is no name: its records are looked at for their own faults only.
        case unreadable
    }

    private let recordClass: RecordClass
    private let fallbackTTL: UInt32?
    private var origin: Name
    private var owner: Owner?
    /// What `$TTL` says (RFC 2308 §4).
    private var defaultTTL: UInt32?
    /// RFC 1035 §5.1: "Omitted class and TTL values are default to the last explicitly stated values."
    private var lastTTL: UInt32?
    private var generated: Int

    init(origin: Name, ttl: UInt32?, recordClass: RecordClass, generated: Int) {
        self.origin = origin
        fallbackTTL = ttl
        self.recordClass = recordClass
        self.generated = generated
    }

    /// - Parameter place: Set to where the fault is.
    mutating func parse(
        _ file: [UInt8], _ range: Range<Int>, place: inout Int
    ) throws(MasterFileError.Reason) -> Result {
        var text = TextReader(record: range, of: file, origin: origin)
        defer { place = text.place }
        guard let first = try text.masterToken() else { return .nothing }
        guard file[range.lowerBound] != 0x20, file[range.lowerBound] != 0x09 else {
            switch owner {
            case .name(let name): return .record(try record(of: name, first, &text))
            case .unreadable:
                _ = try record(of: origin, first, &text)
                return .nothing
            case nil: throw .noOwner
            }
        }
        guard !first.isQuoted else { throw .text(.strayQuote) }
        if first.raw.first == UInt8(ascii: "$") { return try directive(first.raw, &text) }
        let owner: Name
        do throws(NameError) {
            owner = try Name(text: first.raw, origin: origin)
        } catch {
            self.owner = .unreadable
            throw .owner(error)
        }
        self.owner = .name(owner)
        guard let next = try text.masterToken() else { throw .noType }
        return .record(try record(of: owner, next, &text))
    }

    private mutating func record(
        of owner: Name, _ first: TextReader.Token, _ text: inout TextReader
    ) throws(MasterFileError.Reason) -> ResourceRecord {
        let (ttl, type) = try typeAndTTL(first, &text)
        let place = text.place
        let rdata: RDATA
        do throws(RDATAError) {
            rdata = try RDATA(type, reading: &text)
        } catch {
            throw .rdata(type, error)
        }
        guard let ttl = self.ttl(ttl, of: rdata) else {
            text.point(at: place)
            throw .noTTL
        }
        return ResourceRecord(owner: owner, recordClass: recordClass, ttl: ttl, rdata: rdata)
    }

    /// TTL and class, in either order and each only if it is there, and the type (RFC 1035 §5.1).
    private mutating func typeAndTTL(
        _ first: TextReader.Token, _ text: inout TextReader
    ) throws(MasterFileError.Reason) -> (ttl: UInt32?, RecordType) {
        var token = first
        var ttl: UInt32?
        var hasClass = false
        while true {
            guard !token.isQuoted else { throw .notAType(Excerpt(octets: token.raw)) }
            if ttl == nil, let digit = token.raw.first, ASCII.isDigit(digit) {
                guard let value = Seconds.value(token.raw, through: Seconds.longestTTL) else { throw .notATTL }
                ttl = value
            } else if !hasClass, let given = RecordClass(text: token.raw) {
                guard given == recordClass else { throw .otherClass(zone: recordClass) }
                hasClass = true
            } else {
                break
            }
            guard let next = try text.masterToken() else { throw .noType }
            token = next
        }
        guard let type = RecordType(text: token.raw) else { throw .notAType(Excerpt(octets: token.raw)) }
        guard !type.isMeta, type.rawValue != 0 else { throw .metaType(type) }
        if let ttl { lastTTL = ttl }
        return (ttl, type)
    }

    private mutating func ttl(_ written: UInt32?, of rdata: RDATA) -> UInt32? {
        if let ttl = written ?? defaultTTL ?? lastTTL { return ttl }
        guard rdata.type == .soa else { return fallbackTTL }
        // A file from before RFC 2308: the minimum of the SOA was the default.
        let minimum = rdata.wire.suffix(4).reduce(0) { $0 << 8 | UInt32($1) }
        guard minimum <= Seconds.longestTTL else { return fallbackTTL }
        lastTTL = minimum
        return minimum
    }

    private mutating func directive(
        _ word: ArraySlice<UInt8>, _ text: inout TextReader
    ) throws(MasterFileError.Reason) -> Result {
        switch MasterFileError.Directive(rawValue: String(decoding: word.map(ASCII.uppercased), as: UTF8.self)) {
        case .origin:
            let word = try text.argument(of: .origin)
            let new: Name
            do throws(NameError) {
                new = try Name(text: word, origin: origin)
            } catch {
                throw .origin(error)
            }
            try text.end()
            origin = new
        case .ttl:
            guard let ttl = Seconds.value(try text.argument(of: .ttl), through: Seconds.longestTTL) else {
                throw .directive(.ttl)
            }
            try text.end()
            defaultTTL = ttl
        case .include:
            throw .includeRefused
        case .generate:
            return .generate(try generator(&text))
        case nil:
            throw .unknownDirective(Excerpt(octets: word))
        }
        return .nothing
    }

    /// `$GENERATE range owner [TTL] [class] type data`.
    private mutating func generator(_ text: inout TextReader) throws(MasterFileError.Reason) -> RecordGenerator {
        let range = try text.argument(of: .generate)
        guard let numbers = RecordGenerator.numbers(range) else { throw .generate(.notARange) }
        let count = (numbers.stop - numbers.start) / numbers.step + 1
        guard count <= generated else { throw .generate(.tooMany(generated)) }
        let place = text.place
        let owner = Array(try text.argument(of: .generate))
        guard let first = try text.masterToken() else { throw .directive(.generate) }
        let (ttl, type) = try typeAndTTL(first, &text)
        // SOA is one record.
        guard type != .soa else { throw .metaType(type) }
        guard let ttl = ttl ?? defaultTTL ?? lastTTL ?? fallbackTTL else { throw .noTTL }
        guard let data = try text.masterToken() else { throw .directive(.generate) }
        let raw = Array(data.raw)
        try text.end()
        generated -= count
        return RecordGenerator(
            numbers: numbers, owner: owner, ttl: ttl, recordClass: recordClass, type: type, text: raw, origin: origin,
            place: place)
    }
}

extension TextReader {
    fileprivate mutating func masterToken() throws(MasterFileError.Reason) -> Token? {
        do throws(TextError) {
            return try token()
        } catch {
            throw .text(error)
        }
    }

    fileprivate mutating func argument(
        of directive: MasterFileError.Directive
    ) throws(MasterFileError.Reason) -> ArraySlice<UInt8> {
        guard let token = try masterToken(), !token.isQuoted else { throw .directive(directive) }
        return token.raw
    }

    fileprivate mutating func end() throws(MasterFileError.Reason) {
        guard try masterToken() == nil else { throw .surplusText }
    }
}
