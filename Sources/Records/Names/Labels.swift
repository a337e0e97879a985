/// The labels of a name as it is typed: lower case, A-labels, checked; the final dot taken off.
struct Labels {
    /// ASCII, lower case, without final dot; empty for the root.
    let text: [UInt8]
    /// Length-prefixed labels without the root's.
    let wire: [UInt8]
    let isAbsolute: Bool

    /// Octets of UTF-8 from which no name of 253 characters can come, in whatever normalisation form they are.
    private static let longestInput = 4096

    /// - Parameter input: neither empty nor a sole dot.
    init(_ input: String, allowing set: LabelSet) throws(LabelErrors) {
        var reader = LabelReader(allowing: set)
        guard input.utf8.count <= Self.longestInput else {
            reader.errors.note(.longName)
            throw reader.errors
        }
        var text = reader.ascii(input)
        isAbsolute = text.last == UInt8(ascii: ".")
        if isAbsolute { text.removeLast() }
        wire = reader.wire(text)
        guard reader.errors.isEmpty else { throw reader.errors.reading(text, isAbsolute: isAbsolute) }
        self.text = text
    }
}
