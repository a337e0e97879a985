/// One element of an Accept field (RFC 9110 §12.5.1): what is taken, and how gladly.
struct MediaRange {
    /// Lower case; `*` for any.
    let type: Substring
    let subtype: Substring
    /// 0…1000, thousandths.
    let quality: Int

    /// Nil for what is no media range: it is as if it had not been sent.
    init?(_ text: Substring) {
        var parts = text.split(separator: ";", omittingEmptySubsequences: false)[...]
        guard let media = MediaType(parts.removeFirst()) else { return nil }
        type = media.type
        subtype = media.subtype
        var quality = 1000
        for part in parts {
            let parameter = part.trimmed
            guard parameter.hasPrefix("q=") || parameter.hasPrefix("Q=") else { continue }
            guard let value = Double(parameter.dropFirst(2)), (0...1).contains(value) else { return nil }
            quality = Int(value * 1000)
        }
        self.quality = quality
    }

    /// The elements of the field that can be read.
    static func all(in accept: String) -> [MediaRange] {
        accept.split(separator: ",").compactMap { MediaRange($0.trimmed) }
    }

    /// RFC 9110 §12.5.1: of several the range that names a type most exactly gives its quality; nil if none names it.
    static func match(
        for media: MediaType, in ranges: [MediaRange]
    ) -> (precision: Int, quality: Int, position: Int)? {
        var match: (precision: Int, quality: Int, position: Int)?
        for (position, range) in ranges.enumerated() {
            guard let precision = range.precision(for: media), precision > match?.precision ?? 0 else { continue }
            match = (precision, range.quality, position)
        }
        return match
    }

    /// How exactly it names `media`: 3 the type itself, 2 `application/*`, 1 `*/*`; nil if it does not.
    func precision(for media: MediaType) -> Int? {
        if type == "*" { return subtype == "*" ? 1 : nil }
        guard type == media.type else { return nil }
        if subtype == "*" { return 2 }
        return subtype == media.subtype ? 3 : nil
    }
}
