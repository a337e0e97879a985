import Foundation

/// Times as the API writes them (ISO 8601, `2026-11-25T07:03:15+00:00`) and keeps them (microseconds since 1970).
public enum Timestamp {
    /// With a fraction only where there is one.
    public static func text(_ microseconds: Int64) -> String {
        let (seconds, fraction) = microseconds.quotientAndRemainder(dividingBy: 1_000_000)
        let date = Date(timeIntervalSince1970: TimeInterval(fraction < 0 ? seconds - 1 : seconds))
        let digits = fraction < 0 ? fraction + 1_000_000 : fraction
        let time = date.formatted(.iso8601.dateSeparator(.dash).timeZone(separator: .omitted)).dropLast()
        guard digits > 0 else { return "\(time)+00:00" }
        let padded =
            "\(digits)".count < 6 ? String(repeating: "0", count: 6 - "\(digits)".count) + "\(digits)" : "\(digits)"
        return "\(time).\(padded)+00:00"
    }

    public static func json(_ microseconds: Int64?) -> JSON { microseconds.map { .string(text($0)) } ?? .null }

    /// Nil for what is no such time; `Z` is an offset too, and a fraction beyond microseconds is cut.
    public static func read(_ text: String) -> Int64? {
        let pattern = /(\d{4}-\d\d-\d\d)[Tt](\d\d:\d\d:\d\d)(?:\.(\d{1,9}))?([Zz]|[+-]\d\d:\d\d)/
        guard let match = text.wholeMatch(of: pattern) else { return nil }
        let zone = match.4.lowercased() == "z" ? "Z" : String(match.4)
        let strategy = Date.ISO8601FormatStyle(timeZoneSeparator: .colon)
        guard let date = try? Date("\(match.1)T\(match.2)\(zone)", strategy: strategy) else { return nil }
        let fraction = (match.3.map(String.init) ?? "").padding(toLength: 6, withPad: "0", startingAt: 0)
        return Int64(date.timeIntervalSince1970) * 1_000_000 + (Int64(fraction) ?? 0)
    }
}
