import DNS
import Records

/// The records of a master file that is to be imported into a domain.
public struct ZoneFileDraft: Sendable {
    struct Entry: Sendable {
        let record: DNSRecord.Draft
        let line: Int
    }

    /// No two with the same name, type and content.
    private(set) var entries: [Entry] = []
    private(set) var warnings: [Warning] = []
    private var seen: Set<RecordContent> = []
    private let apex: Name

    fileprivate init(into apex: Name) { self.apex = apex }

    fileprivate mutating func take(_ record: ResourceRecord, line: Int) throws(Violation) {
        let (path, type) = ("line \(line)", record.rdata.type)
        guard record.owner != apex || type != .soa && type != .ns else {
            return warn(.notImported, line, "\(type) of the domain itself is made of its settings")
        }
        guard let draft = DNSRecord.Draft(importing: record, into: apex) else {
            let fault = type == .soa ? "an SOA stands at the domain itself alone" : "\(record.owner) is not in \(apex)"
            throw Violation(path, .conflict, "\(path): \(fault)")
        }
        // RFC 1034 §3.6: a set has no duplicates. Where two differ in their TTL the first counts.
        guard seen.insert(RecordContent(draft)).inserted else { return }
        entries.append(Entry(record: draft, line: line))
        if draft.isIrregular(in: apex) {
            warn(.irregular, line, "kept as it is, though the API itself takes no such record")
        }
    }

    private mutating func warn(_ code: Warning.Code, _ line: Int, _ message: String) {
        // As many as of violations: no file makes an answer many times its size.
        guard warnings.count < Violations.limit else { return }
        warnings.append(Warning("line \(line)", code, "line \(line): \(message)"))
    }
}

/// What makes two records of a domain the same.
struct RecordContent: Hashable {
    private let name: String
    private let kind: RecordKind
    private let canonical: [UInt8]

    init(_ record: DNSRecord.Draft) {
        (name, kind, canonical) = (record.name, record.kind, record.canonical)
    }
}

/// Reads a master file as its octets come.
public struct ZoneFileReader: Sendable {
    /// Records in one file.
    static let limit = 100_000

    private struct Intake: Sendable {
        var draft: ZoneFileDraft
        var faults: [Violation] = []

        mutating func take(_ record: ResourceRecord, _ position: MasterFilePosition) {
            do throws(Violation) {
                try draft.take(record, line: position.line)
            } catch {
                // What is not listed is counted by nobody: the file is refused as it is.
                if faults.count < Violations.limit { faults.append(error) }
            }
        }
    }

    private var reader: MasterFileReader
    private var intake: Intake

    public init(into apex: Name) {
        var limits = MasterFileReader.Limits()
        (limits.records, limits.generated) = (Self.limit, Self.limit)
        reader = MasterFileReader(origin: apex, ttl: Served.settingsTTL, limits: limits)
        intake = Intake(draft: ZoneFileDraft(into: apex))
    }

    public mutating func read(_ octets: some Collection<UInt8>) { Self.read(octets, &reader, into: &intake) }

    /// What was read. Throws everything that is wrong with the file, each with line and column.
    public mutating func finish() throws(Violations) -> ZoneFileDraft {
        Self.finish(&reader, into: &intake)
        let faults = reader.faults.map { fault in
            Violation(
                "line \(fault.position.line)", .format,
                "line \(fault.position.line), column \(fault.position.column): \(fault.reason)")
        }
        guard faults.isEmpty, intake.faults.isEmpty else { throw Violations(faults + intake.faults) }
        return intake.draft
    }

    // Both are altered at once, which a closure over self could not do.
    private static func read(
        _ octets: some Collection<UInt8>, _ reader: inout MasterFileReader, into intake: inout Intake
    ) {
        reader.read(octets) { record, position in intake.take(record, position) }
    }

    private static func finish(_ reader: inout MasterFileReader, into intake: inout Intake) {
        reader.finish { record, position in intake.take(record, position) }
    }
}
