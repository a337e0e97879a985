/// What a merge patch says of a member that can be cleared (RFC 7396).
public enum Patched<Value: Sendable & Hashable>: Sendable, Hashable {
    case kept
    case cleared
    case set(Value)

    public func apply(to value: inout Value?) {
        switch self {
        case .kept: break
        case .cleared: value = nil
        case .set(let new): value = new
        }
    }
}

extension BodyReader {
    /// The member as `read` has it; kept where it is wrong, which is noted.
    public mutating func patched<Value>(
        _ name: String, _ read: (JSON, _ path: String) throws(Violation) -> Value
    ) -> Patched<Value> {
        switch given(name) {
        case .absent: return .kept
        case .null: return .cleared
        case .value(let json):
            do throws(Violation) {
                return .set(try read(json, place(of: name)))
            } catch {
                note(error)
                return .kept
            }
        }
    }

    /// A list of as many different elements as `count` says, each as `read` has it.
    public mutating func patchedSet<Value>(
        _ name: String, _ count: ClosedRange<Int>, _ read: (JSON, _ path: String) throws(Violation) -> Value
    ) -> Patched<[Value]> {
        let list = patched(name) { json, path throws(Violation) in
            let wanted = "an array of \(count.lowerBound) to \(count.upperBound) elements"
            guard let elements = json.array else { throw Violation(path, .type, "\(path): not \(wanted)") }
            guard count.contains(elements.count) else {
                throw Violation(path, .range, "\(path): \(elements.count) elements, not \(wanted)")
            }
            return elements
        }
        guard case .set(let elements) = list else { return list == .cleared ? .cleared : .kept }
        var values: [Value] = []
        for (i, element) in elements.enumerated() {
            let path = "\(place(of: name))[\(i)]"
            do throws(Violation) {
                let value = try read(element, path)
                guard !values.contains(value) else {
                    throw Violation(path, .duplicate, "\(path): is in the list twice")
                }
                values.append(value)
            } catch {
                note(error)
            }
        }
        return .set(values)
    }
}
