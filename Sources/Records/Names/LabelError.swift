/// What keeps a text from being the labels of a name.
enum LabelError: Error, Hashable {
    case emptyLabel
    case longLabel
    case longName
    case character(Unicode.Scalar)
    case wildcard
    case notUTS46(String)

    /// After "name: " or "value: ".
    func message(allowing set: LabelSet) -> String {
        switch self {
        case .emptyLabel: "a label is empty (two dots in a row, or one at the start)"
        case .longLabel: "a label has more than 63 characters"
        case .longName: "the whole name has more than 253 characters"
        case .character(let scalar): "\(Self.shown(scalar)) is not allowed; \(set.meaning) are"
        case .wildcard: "* is allowed only as the whole first label"
        case .notUTS46(let reason): "not an internationalized name: \(reason)"
        }
    }

    private static func shown(_ scalar: Unicode.Scalar) -> String {
        if scalar == " " { return "a space" }
        return scalar.isControl ? scalar.codePoint : "\"\(scalar)\""
    }
}
