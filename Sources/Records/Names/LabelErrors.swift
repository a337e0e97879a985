/// All that keeps a text from being the labels of a name, each said once.
struct LabelErrors: Error {
    /// What the text reads as even so, without final dot: for what else can be told of it.
    private(set) var text: [UInt8] = []
    private(set) var isAbsolute = false

    private var characters: [Unicode.Scalar] = []
    private var others: [LabelError] = []

    var isEmpty: Bool { characters.isEmpty && others.isEmpty }

    mutating func note(_ error: LabelError) {
        if !others.contains(error) { others.append(error) }
    }

    mutating func note(_ character: Unicode.Scalar) {
        if !characters.contains(character) { characters.append(character) }
    }

    func reading(_ text: [UInt8], isAbsolute: Bool) -> LabelErrors {
        var errors = self
        errors.text = text
        errors.isAbsolute = isAbsolute
        return errors
    }

    /// After "name: " or "value: ".
    func messages(allowing set: LabelSet) -> [String] {
        guard let first = characters.first else { return others.map(\.message) }
        let shown = characters.map(Self.shown).joined(separator: ", ")
        let verb = characters == [first] ? "is" : "are"
        return ["\(shown) \(verb) not allowed; \(set.meaning) are"] + others.map(\.message)
    }

    func violations(on path: String, allowing set: LabelSet) -> Violations {
        Violations(messages(allowing: set).map { Violation(path, .format, "\(path): \($0)") })
    }

    private static func shown(_ scalar: Unicode.Scalar) -> String {
        if scalar == " " { return "a space" }
        return scalar.isControl ? scalar.codePoint : "\"\(scalar)\""
    }
}
