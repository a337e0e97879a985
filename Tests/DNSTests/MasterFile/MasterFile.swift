import DNS
import Foundation

/// What a file of the zone `example.` says.
struct MasterFile {
    private(set) var records: [ResourceRecord] = []
    private(set) var places: [MasterFilePosition] = []
    let faults: [MasterFileError]

    init(_ text: String, chunk: Int = .max, limits: MasterFileReader.Limits = .init()) {
        self.init(Array(text.utf8), chunk: chunk, limits: limits)
    }

    init(_ octets: [UInt8], chunk: Int = .max, ttl: UInt32? = 300, limits: MasterFileReader.Limits = .init()) {
        var reader = MasterFileReader(origin: try! Name("example."), ttl: ttl, limits: limits)
        var records: [ResourceRecord] = []
        var places: [MasterFilePosition] = []
        var rest = octets[...]
        while !rest.isEmpty {
            reader.read(rest.prefix(chunk)) { record, place in
                records.append(record)
                places.append(place)
            }
            rest = rest.dropFirst(chunk)
        }
        reader.finish { record, place in
            records.append(record)
            places.append(place)
        }
        (self.records, self.places, faults) = (records, places, reader.faults)
    }

    /// `owner TTL type data`.
    var lines: [String] { records.map { "\($0.owner) \($0.ttl) \($0.type) \($0.rdata.text)" } }
}

/// Other programs that read master files.
enum OtherReader {
    struct Answer: Decodable { let ok: Bool, dump: String, said: String }

    /// A whole zone with `file` in it.
    static func zone(_ file: String) -> String {
        "$TTL 300\n@ SOA ns.test. h.test. 1 2 3 4 5\n@ NS ns.test.\n" + file + "\n"
    }

    static func read(_ files: [String], with program: String) throws -> [Answer] {
        let input = try files.map { String(decoding: try JSONEncoder().encode($0), as: UTF8.self) }
        return try Python.run("zones.py", [program, "example."], input: input).map {
            try JSONDecoder().decode(Answer.self, from: $0)
        }
    }
}
