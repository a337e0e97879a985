/// The characters that labels may hold beyond letters, digits and `-`.
struct LabelSet: OptionSet {
    let rawValue: Int

    static let underscore = LabelSet(rawValue: 1)
    static let slash = LabelSet(rawValue: 2)
    static let wildcard = LabelSet(rawValue: 4)

    static let host: LabelSet = []
    static let owner: LabelSet = [.underscore, .slash, .wildcard]

    var meaning: String {
        var names = ["letters", "digits", "-"]
        if contains(.underscore) { names.append("_") }
        if contains(.slash) { names.append("/") }
        if contains(.wildcard) { names.append("* as the whole first label") }
        return names.joined(separator: ", ")
    }

    func allows(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"): true
        case UInt8(ascii: "_"): contains(.underscore)
        case UInt8(ascii: "/"): contains(.slash)
        default: false
        }
    }
}
