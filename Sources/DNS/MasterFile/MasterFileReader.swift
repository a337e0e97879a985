/// Reads a master file (RFC 1035 §5) as its octets come: each record is handed on when its end is there.
///
/// A fault does not end the reading: the next record is read as if nothing had been, and all faults are gathered.
public struct MasterFileReader: Sendable {
    /// What a file may cost.
    public struct Limits: Sendable {
        /// Octets of one record with all its lines. RDATA of 65,535 octets take four times as many when escaped.
        public var record = 0x80000
        /// Reading ends when there are as many.
        public var faults = 100
        public var records = Int.max
        /// Records that all `$GENERATE` make together.
        public var generated = 0x40000

        public init() {}
    }

    public typealias Take<Failure: Error> = (ResourceRecord, MasterFilePosition) throws(Failure) -> Void

    /// In the order of the file.
    public private(set) var faults: [MasterFileError] = []
    /// How many records were handed on.
    public private(set) var count = 0

    private let limits: Limits
    private var parser: MasterFileParser
    private var scanner = MasterFileScanner()
    private var buffer: [UInt8] = []
    /// Of the record that `buffer` begins with.
    private var line = 1
    private var isFirst = true
    private var isEnded = false

    /// - Parameter ttl: For records of a file that says none.
    public init(origin: Name, ttl: UInt32? = nil, recordClass: RecordClass = .in, limits: Limits = Limits()) {
        parser = MasterFileParser(origin: origin, ttl: ttl, recordClass: recordClass, generated: limits.generated)
        self.limits = limits
    }

    /// Reads on. What `take` throws ends the reading.
    public mutating func read<Failure: Error>(
        _ octets: some Collection<UInt8>, _ take: Take<Failure>
    ) throws(Failure) {
        guard !isEnded else { return }
        buffer += octets
        try readRecords(isLast: false, take)
    }

    /// Reads what stands after the last line end.
    public mutating func finish<Failure: Error>(_ take: Take<Failure>) throws(Failure) {
        guard !isEnded else { return }
        try readRecords(isLast: true, take)
        isEnded = true
    }

    private mutating func readRecords<Failure: Error>(isLast: Bool, _ take: Take<Failure>) throws(Failure) {
        guard skipByteOrderMark(isLast: isLast) else { return }
        var start = 0
        do throws(Failure) {
            while !isEnded, let end = scanner.recordEnd(in: buffer) {
                try readRecord(start..<end, take)
                line += scanner.takeLines()
                start = end
            }
            if isLast, !isEnded, start < buffer.count { try readRecord(start..<buffer.count, take) }
        } catch {
            end()
            throw error
        }
        guard !isEnded else { return }
        guard buffer.count - start <= limits.record else { return tooLong(start) }
        scanner.drop(start)
        buffer.removeFirst(start)
    }

    private mutating func readRecord<Failure: Error>(
        _ range: Range<Int>, _ take: Take<Failure>
    ) throws(Failure) {
        guard range.count <= limits.record else { return tooLong(range.lowerBound) }
        var place = range.lowerBound
        let result: MasterFileParser.Result
        do throws(MasterFileError.Reason) {
            result = try parser.parse(buffer, range, place: &place)
        } catch {
            return note(error, at: place, in: range.lowerBound)
        }
        switch result {
        case .nothing: break
        case .record(let record): try hand(record, place: place, from: range.lowerBound, take)
        case .generate(var generator):
            let origin = generator.place
            while !isEnded {
                let record: ResourceRecord?
                do throws(MasterFileError.Reason) {
                    record = try generator.next()
                } catch {
                    // What is wrong with one is mostly wrong with all.
                    return note(error, at: origin, in: range.lowerBound)
                }
                guard let record else { return }
                try hand(record, place: origin, from: range.lowerBound, take)
            }
        }
    }

    private mutating func hand<Failure: Error>(
        _ record: ResourceRecord, place: Int, from start: Int, _ take: Take<Failure>
    ) throws(Failure) {
        guard count < limits.records else {
            note(.tooManyRecords, at: start, in: start)
            return end()
        }
        count += 1
        try take(record, MasterFilePosition(line: line, column: 1))
    }

    /// Where the record ends is not known; what follows may be part of it.
    private mutating func tooLong(_ start: Int) {
        note(.recordTooLong, at: start, in: start)
        end()
    }

    private mutating func note(_ reason: MasterFileError.Reason, at place: Int, in start: Int) {
        var (line, column) = (line, 1)
        for octet in buffer[start..<place] {
            if octet == UInt8(ascii: "\n") {
                (line, column) = (line + 1, 1)
            } else if octet & 0xC0 != 0x80 {
                column += 1
            }
        }
        faults.append(MasterFileError(position: MasterFilePosition(line: line, column: column), reason: reason))
        if faults.count >= limits.faults { end() }
    }

    private mutating func end() {
        isEnded = true
        buffer = []
    }

    /// Some editors begin a file with one. False if it cannot be said yet.
    private mutating func skipByteOrderMark(isLast: Bool) -> Bool {
        guard isFirst else { return true }
        let mark: [UInt8] = [0xEF, 0xBB, 0xBF]
        guard isLast || buffer.count >= mark.count || !mark.starts(with: buffer) else { return false }
        isFirst = false
        if buffer.starts(with: mark) { buffer.removeFirst(mark.count) }
        return true
    }
}
