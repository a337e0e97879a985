/// Times as the API writes them (ISO 8601, `2026-11-25T07:03:15+00:00`) and keeps them (microseconds since 1970).
public enum Timestamp {
    /// With a fraction only where there is one.
    public static func text(_ microseconds: Int64) -> String {
        let (seconds, fraction) = floorDivided(microseconds, by: 1_000_000)
        let (days, second) = floorDivided(seconds, by: 86_400)
        let (year, month, day) = date(ofDay: days)
        let time = [second / 3_600, second / 60 % 60, second % 60].map { digits($0, 2) }.joined(separator: ":")
        let decimals = fraction > 0 ? ".\(digits(fraction, 6))" : ""
        return "\(digits(year, 4))-\(digits(month, 2))-\(digits(day, 2))T\(time)\(decimals)+00:00"
    }

    public static func json(_ microseconds: Int64?) -> JSON { microseconds.map { .string(text($0)) } ?? .null }

    /// Nil for what is no such time (RFC 3339 §5.6); `Z` is an offset too, and a fraction beyond microseconds is cut.
    /// A leap second is none of ours: it would be another second's number.
    public static func read(_ text: String) -> Int64? {
        var octets = Array(text.utf8)[...]
        guard let year = number(4, of: &octets), take("-", of: &octets), let month = number(2, of: &octets),
            take("-", of: &octets), let day = number(2, of: &octets), take("Tt", of: &octets),
            let hour = number(2, of: &octets), take(":", of: &octets), let minute = number(2, of: &octets),
            take(":", of: &octets), let second = number(2, of: &octets), let fraction = fraction(of: &octets),
            let offset = offset(of: &octets), octets.isEmpty, hour < 24, minute < 60, second < 60
        else { return nil }
        let days = self.day(year, month, day)
        guard date(ofDay: days) == (year, month, day) else { return nil }
        return (days * 86_400 + hour * 3_600 + minute * 60 + second - offset) * 1_000_000 + fraction
    }
}

extension Timestamp {
    private static func number(_ count: Int, of octets: inout ArraySlice<UInt8>) -> Int64? {
        let digits = octets.prefix(count)
        guard digits.count == count, digits.allSatisfy(isDigit) else { return nil }
        octets.removeFirst(count)
        return digits.reduce(0) { $0 * 10 + Int64($1 - UInt8(ascii: "0")) }
    }

    private static func take(_ oneOf: StaticString, of octets: inout ArraySlice<UInt8>) -> Bool {
        guard let first = octets.first, oneOf.withUTF8Buffer({ $0.contains(first) }) else { return false }
        octets.removeFirst()
        return true
    }

    /// Microseconds; 0 where there is no fraction.
    private static func fraction(of octets: inout ArraySlice<UInt8>) -> Int64? {
        guard take(".", of: &octets) else { return 0 }
        let digits = octets.prefix(while: isDigit)
        guard (1...9).contains(digits.count) else { return nil }
        octets.removeFirst(digits.count)
        var six = digits.prefix(6) + Array(repeating: UInt8(ascii: "0"), count: max(0, 6 - digits.count))
        return number(6, of: &six)
    }

    /// Seconds east of UTC.
    private static func offset(of octets: inout ArraySlice<UInt8>) -> Int64? {
        guard let sign = octets.first, take("Zz+-", of: &octets) else { return nil }
        guard sign == UInt8(ascii: "+") || sign == UInt8(ascii: "-") else { return 0 }
        guard let hours = number(2, of: &octets), take(":", of: &octets), let minutes = number(2, of: &octets),
            hours < 24, minutes < 60
        else { return nil }
        let offset = hours * 3_600 + minutes * 60
        return sign == UInt8(ascii: "-") ? -offset : offset
    }

    private static func isDigit(_ octet: UInt8) -> Bool { octet &- UInt8(ascii: "0") < 10 }

    private static func digits(_ number: Int64, _ count: Int) -> String {
        let text = String(number)
        return String(repeating: "0", count: max(0, count - text.utf8.count)) + text
    }

    private static func floorDivided(_ number: Int64, by divisor: Int64) -> (quotient: Int64, remainder: Int64) {
        let (quotient, remainder) = number.quotientAndRemainder(dividingBy: divisor)
        return remainder < 0 ? (quotient - 1, remainder + divisor) : (quotient, remainder)
    }
}

/// The Gregorian calendar, whose years are counted from March here, so that the leap day is a year's last.
extension Timestamp {
    private static let daysOf400Years: Int64 = 146_097
    /// From 1 March of the year 0 to 1 January 1970.
    private static let epoch: Int64 = 719_468

    /// Days since 1970; of a date that there is not some other day.
    private static func day(_ year: Int64, _ month: Int64, _ day: Int64) -> Int64 {
        let year = month > 2 ? year : year - 1
        let (era, ofEra) = floorDivided(year, by: 400)
        // From March on the months have 31, 30, 31, 30, 31 days again and again.
        let ofYear = (153 * ((month + 9) % 12) + 2) / 5 + day - 1
        return era * daysOf400Years + ofEra * 365 + ofEra / 4 - ofEra / 100 + ofYear - epoch
    }

    private static func date(ofDay day: Int64) -> (year: Int64, month: Int64, day: Int64) {
        let (era, ofEra) = floorDivided(day + epoch, by: daysOf400Years)
        let year = (ofEra - ofEra / 1_460 + ofEra / 36_524 - ofEra / 146_096) / 365
        let ofYear = ofEra - (365 * year + year / 4 - year / 100)
        let month = (5 * ofYear + 2) / 153
        let isNextYear = month >= 10
        return (
            era * 400 + year + (isNextYear ? 1 : 0), isNextYear ? month - 9 : month + 3,
            ofYear - (153 * month + 2) / 5 + 1
        )
    }
}
