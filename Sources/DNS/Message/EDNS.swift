/// What an OPT record says (RFC 6891 §6.1); the upper bits of the response code are part of `Message.responseCode`.
public struct EDNS: Sendable, Hashable {
    public struct Option: Sendable, Hashable {
        public var code: UInt16
        public var data: [UInt8]

        public init(code: UInt16, data: [UInt8]) {
            self.code = code
            self.data = data
        }
    }

    /// In octets, as sent; what is below 512 counts as 512 (§6.2.3).
    public var udpPayloadSize: UInt16
    public var version: UInt8
    /// The DO bit (RFC 3225).
    public var dnssecOK: Bool
    public var options: [Option]

    public init(udpPayloadSize: UInt16 = 1232, version: UInt8 = 0, dnssecOK: Bool = false, options: [Option] = []) {
        self.udpPayloadSize = udpPayloadSize
        self.version = version
        self.dnssecOK = dnssecOK
        self.options = options
    }

    /// The options of an OPT record; nil if one is longer than what is left.
    static func options(_ wire: ArraySlice<UInt8>) -> [Option]? {
        var reader = WireReader(Array(wire))
        var options: [Option] = []
        while !reader.isAtEnd {
            guard let code = reader.uint16(), let count = reader.uint16(), let data = reader.octets(Int(count)) else {
                return nil
            }
            options.append(Option(code: code, data: Array(data)))
        }
        return options
    }

    /// What 65,535 octets leave after a header and the fixed part of the record.
    private static let longestOptions = 0xFFFF - 12 - 11
    private static let dnssecOKBit: UInt32 = 1 << 15

    /// Nil if `record` is no OPT record of the root's. `responseCode` gets its upper eight bits.
    init?(_ record: ResourceRecord, responseCode: inout ResponseCode) {
        guard record.type == .opt, record.owner.isRoot, let options = Self.options(record.rdata.wire[...]) else {
            return nil
        }
        responseCode = ResponseCode(rawValue: UInt16(record.ttl >> 24) << 4 | responseCode.rawValue & 15)
        udpPayloadSize = record.recordClass.rawValue
        version = UInt8(truncatingIfNeeded: record.ttl >> 16)
        dnssecOK = record.ttl & Self.dnssecOKBit != 0
        self.options = options
    }

    func record(responseCode: ResponseCode) -> ResourceRecord {
        var writer = WireWriter()
        for option in options {
            // What no message can hold is left out.
            guard writer.octets.count + 4 + option.data.count <= Self.longestOptions else { break }
            writer.write(option.code)
            writer.write(UInt16(option.data.count))
            writer.write(option.data)
        }
        let ttl = UInt32(responseCode.rawValue >> 4) << 24 | UInt32(version) << 16 | (dnssecOK ? Self.dnssecOKBit : 0)
        return ResourceRecord(
            owner: .root, recordClass: RecordClass(rawValue: udpPayloadSize), ttl: ttl,
            rdata: RDATA(unchecked: .opt, writer.octets))
    }
}
