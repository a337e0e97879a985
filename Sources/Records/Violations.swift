import DNS

/// All that is wrong with one body, in the order of the documentation's members.
public struct Violations: Error, Sendable, Hashable {
    /// How many are listed. Of others the number is told, so that no body makes an answer many times its own size.
    public static let limit = 100

    var listed: [Violation] = []
    private var unlisted = 0

    public init() {}

    public init(_ all: [Violation]) {
        for violation in all { note(violation) }
    }

    /// One alone.
    init(_ propertyPath: String, _ code: Violation.Code, _ message: String) {
        listed = [Violation(propertyPath, code, message)]
    }

    public var isEmpty: Bool { listed.isEmpty }

    /// Those listed, and a last one for those that are not.
    public var all: [Violation] {
        guard unlisted > 0 else { return listed }
        return listed + [Violation("", .range, "the body: \(unlisted) more violations, which are not listed")]
    }

    /// Put together only while there is room for it.
    public mutating func note(_ violation: @autoclosure () -> Violation) {
        if listed.count < Self.limit { listed.append(violation()) } else { unlisted += 1 }
    }

    public mutating func note(_ others: Violations) {
        for violation in others.listed { note(violation) }
        unlisted += others.unlisted
    }
}

extension Violations {
    /// Says more in the message of the first.
    mutating func amendFirst(_ message: (String) -> String) {
        guard let first = listed.first else { return }
        listed[0].message = message(first.message)
    }

    /// By rank, those of one rank as they came.
    mutating func sort(by rank: (Violation) -> Int) {
        listed = listed.enumerated().map { (rank($0.element), $0.offset, $0.element) }
            .sorted { ($0.0, $0.1) < ($1.0, $1.1) }.map(\.2)
    }

    /// What was read; nil if it is faulty, which is noted.
    mutating func noting<Value>(_ read: () throws(Violation) -> Value) -> Value? {
        do {
            return try read()
        } catch {
            note(error)
            return nil
        }
    }

    mutating func noting<Value>(_ read: () throws(Violations) -> Value) -> Value? {
        do {
            return try read()
        } catch {
            note(error)
            return nil
        }
    }
}

extension Violation {
    /// A member that nothing reads.
    ///
    /// - Parameter path: what stands before it, such as `permissions[0].`
    /// - Parameter known: what could be meant.
    static func unknownMember(_ name: String, at path: String = "", of thing: String, known: [String]) -> Violation {
        let path = "\(path)\(Excerpt(name))"
        return Violation(
            path, .unknown, "\(path): not a member of \(thing); those are \(known.joined(separator: ", "))")
    }
}
