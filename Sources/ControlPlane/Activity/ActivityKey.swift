/// Where an entry stands in an activity, which two tables make up: by time, and in the order in which each of them has it.
public struct ActivityKey: Sendable, Hashable, Comparable {
    enum Source: Int, Sendable, Hashable, CaseIterable {
        /// A row of `activity`.
        case act
        /// A row of `changes`. Of one time, the changes are the newer entries.
        case change

        fileprivate var letter: Character {
            switch self {
            case .act: "a"
            case .change: "c"
            }
        }
    }

    let createdAt: Int64
    let source: Source
    /// The key of the row.
    let number: Int64

    init(at createdAt: Int64, _ source: Source, _ number: Int64) {
        self.createdAt = createdAt
        self.source = source
        self.number = number
    }

    public static func < (a: ActivityKey, b: ActivityKey) -> Bool {
        (a.createdAt, a.source.rawValue, a.number) < (b.createdAt, b.source.rawValue, b.number)
    }
}

extension ActivityKey {
    /// What names the entry.
    public var id: String { "\(source.letter)\(number)" }

    /// The table and the key of the row that the id names; nil for what is no id.
    static func row(of id: some StringProtocol) -> (Source, Int64)? {
        guard let source = Source.allCases.first(where: { $0.letter == id.first }), let number = Int64(id.dropFirst()),
            number > 0, id.dropFirst() == "\(number)"
        else { return nil }
        return (source, number)
    }

    /// In a form that callers pass back, to go on behind it.
    public var cursor: String { "\(id)-\(createdAt)" }

    /// Nil for a text that was not given out here.
    public init?(cursor text: String) {
        let parts = text.split(separator: "-", omittingEmptySubsequences: false)
        guard parts.count == 2, let (source, number) = Self.row(of: parts[0]), let createdAt = Int64(parts[1]),
            createdAt >= 0
        else { return nil }
        self.init(at: createdAt, source, number)
    }
}
