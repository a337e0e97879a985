import DNS

/// What keeps a text from being the labels of a name.
enum LabelError: Hashable {
    case emptyLabel
    case longLabel
    case longName
    case wildcard
    /// A label beyond ASCII, and why UTS 46 does not have it.
    case notInternational(String, UTS46.Failure)
    /// A label that begins with `xn--`, and why it is not the ASCII form of another.
    case notALabel(String, UTS46.Failure)

    var message: String {
        switch self {
        case .emptyLabel: "a label is empty (two dots in a row, or one at the start)"
        case .longLabel: "a label has more than 63 characters"
        case .longName: "the whole name has more than 253 characters"
        case .wildcard: "* is allowed only as the whole first label"
        case .notInternational(let label, let failure):
            "\"\(Excerpt(label))\" is no internationalized label: \(failure.reason)"
        case .notALabel(let label, let failure):
            "\"\(label)\" begins with xn-- but is no A-label: \(failure.reason)"
        }
    }
}
