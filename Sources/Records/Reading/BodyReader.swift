/// Goes through a body that is an object and gathers all that is wrong with it: for every resource but a record, whose
/// members follow from its type (``DNSRecord/Draft``).
///
/// Each member is asked for once; `finish` says what was never asked for.
public struct BodyReader {
    /// A member as it was sent.
    public enum Given: Sendable, Hashable {
        case absent
        case null
        case value(JSON)
    }

    private let object: JSON.Object
    public let isPatch: Bool
    private let path: String
    private var asked: [String] = []
    private var violations = Violations()

    /// `isPatch`: a member that is null is told from one that is absent (RFC 7396). `path` stands before the members'
    /// names: `permissions[0].`. Throws `Violations` for what is no object.
    public init(_ body: JSON, isPatch: Bool = false, path: String = "") throws(Violations) {
        guard let object = body.object else {
            throw Violations([Violation(String(path.dropLast()), .type, "not an object")])
        }
        self.object = object
        self.isPatch = isPatch
        self.path = path
    }

    public mutating func given(_ name: String) -> Given {
        asked.append(name)
        guard let value = object[name] else { return .absent }
        return value.isNull ? (isPatch ? .null : .absent) : .value(value)
    }

    /// Asks for a member that nobody sets here: as it is now it may be sent back with the others, anything else is noted.
    /// `message` says what can be set.
    public mutating func keep(_ name: String, at present: JSON, _ message: @autoclosure () -> String) {
        switch given(name) {
        case .absent: return
        case .null where present.isNull: return
        case .value(present): return
        case .null, .value: note(name, .notAllowed, message())
        }
    }

    public mutating func note(_ violation: Violation) { violations.note(violation) }

    public mutating func note(_ name: String, _ code: Violation.Code, _ message: String) {
        violations.note(Violation(path + name, code, "\(path)\(name): \(message)"))
    }

    /// What is wrong with a member, found by a reader of its own.
    public mutating func note(_ found: Violations) { violations.note(found) }

    /// The member as `read` has it; nil if it is absent, null, or wrong, which is noted.
    public mutating func read<Value>(
        _ name: String, _ read: (JSON, _ path: String) throws(Violation) -> Value
    ) -> Value? {
        guard case .value(let json) = given(name) else { return nil }
        do throws(Violation) {
            return try read(json, path + name)
        } catch {
            violations.note(error)
            return nil
        }
    }

    /// As `read`; absent or null is noted as `required`. `wanted` says what would be right.
    public mutating func require<Value>(
        _ name: String, _ wanted: String, _ read: (JSON, _ path: String) throws(Violation) -> Value
    ) -> Value? {
        let value = self.read(name, read)
        if object[name].map(\.isNull) ?? true { note(name, .required, "required, \(wanted)") }
        return value
    }

    /// Where a member stands in the whole body.
    func place(of name: String) -> String { path + name }

    /// Throws all that was noted, and every member that nobody asked for and that is not ours to write: those that
    /// every resource has, and those of `ours`.
    public func finish(ignoring ours: Set<String> = []) throws(Violations) {
        var violations = violations
        let ignored = BodyMembers.ignored.union(ours)
        for name in object.members.map(\.name)
        where !asked.contains(name) && !name.hasPrefix("@") && !ignored.contains(name) {
            violations.note(.unknownMember(name, at: path, of: "this object", known: asked))
        }
        guard violations.isEmpty else { throw violations }
    }
}

extension BodyReader {
    /// Text of a number of characters (Unicode scalars) within `length`, without control characters.
    public mutating func text(
        _ name: String, _ length: ClosedRange<Int> = 1...200, isRequired: Bool = false
    ) -> String? {
        let wanted = "text of \(length.lowerBound) to \(length.upperBound) characters"
        func read(_ json: JSON, _ path: String) throws(Violation) -> String {
            let text = try json.text(at: path, wanted)
            guard length.contains(text.unicodeScalars.count) else {
                throw Violation(path, .range, "\(path): \(text.unicodeScalars.count) characters, not \(wanted)")
            }
            guard !text.unicodeScalars.contains(where: \.isControl) else {
                throw Violation(path, .format, "\(path): holds control characters")
            }
            return text
        }
        return isRequired ? require(name, wanted, read) : self.read(name, read)
    }

    public mutating func bool(_ name: String) -> Bool? {
        read(name) { json, path throws(Violation) in
            guard case .bool(let value) = json else { throw Violation(path, .type, "\(path): neither true nor false") }
            return value
        }
    }

    public mutating func integer(_ name: String, in range: ClosedRange<Int>, isRequired: Bool = false) -> Int? {
        let wanted = "an integer from \(range.lowerBound) to \(range.upperBound)"
        func read(_ json: JSON, _ path: String) throws(Violation) -> Int {
            try json.integer(in: range, at: path, wanted)
        }
        return isRequired ? require(name, wanted, read) : self.read(name, read)
    }

    /// Microseconds since 1970, out of an ISO 8601 time with its offset.
    public mutating func time(_ name: String) -> Int64? {
        read(name) { json, path throws(Violation) in
            let wanted = "an ISO 8601 time with its offset, as 2027-01-31T12:00:00+00:00"
            guard let time = Timestamp.read(try json.text(at: path, wanted)) else {
                throw Violation(path, .format, "\(path): not \(wanted)")
            }
            return time
        }
    }

    /// An array of at least `least` and at most `limit` elements, each as `read` has it.
    public mutating func list<Value>(
        _ name: String, least: Int = 0, limit: Int = 100, _ read: (JSON, _ path: String) throws(Violation) -> Value
    ) -> [Value]? {
        guard case .value(let json) = given(name) else { return nil }
        guard let elements = json.array else {
            note(name, .type, "not an array")
            return nil
        }
        guard (least...limit).contains(elements.count) else {
            note(name, .range, "\(elements.count) elements, not \(least) to \(limit)")
            return nil
        }
        var values: [Value] = []
        for (i, element) in elements.enumerated() {
            do throws(Violation) {
                values.append(try read(element, "\(path)\(name)[\(i)]"))
            } catch {
                violations.note(error)
            }
        }
        return values
    }
}
