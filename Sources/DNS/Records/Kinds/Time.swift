extension FieldKind {
    /// When a signature begins or ends to be valid: `YYYYMMDDHHmmSS` or seconds since 1970 (RFC 4034 §3.2).
    static let time = FieldKind(
        "time as YYYYMMDDHHmmSS",
        parse: { text, wire throws(FieldError) in
            let word = try text.requiredWord()
            // RFC 4034 §3.2: the two forms "can be distinguished": a number has at most 10 digits.
            let value = word.count == 14 ? CivilTime.seconds(word) : Decimal.value(word, through: .max)
            guard let value else { throw .notATime }
            wire += [24, 16, 8, 0].map { UInt8(truncatingIfNeeded: value >> $0) }
        },
        print: { CivilTime.text($0.reduce(0) { $0 << 8 | UInt32($1) }) },
        taking: { wire throws(FieldError) in try wire.required(4) })
}

/// Seconds since 1970 as a date and a time of day in UTC, without leap seconds.
private enum CivilTime {
    private static let monthLengths = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31]

    private static func isLeap(_ year: Int) -> Bool {
        year.isMultiple(of: 4) && (!year.isMultiple(of: 100) || year.isMultiple(of: 400))
    }

    private static func days(_ month: Int, _ year: Int) -> Int {
        monthLengths[month - 1] + (month == 2 && isLeap(year) ? 1 : 0)
    }

    /// Nil if it is no time, or one that 32 bits do not hold.
    static func seconds(_ text: ArraySlice<UInt8>) -> UInt32? {
        guard text.allSatisfy(ASCII.isDigit) else { return nil }
        func number(_ offset: Int, _ count: Int) -> Int {
            text.dropFirst(offset).prefix(count).reduce(0) { $0 * 10 + Int($1 - 0x30) }
        }
        let (year, month, day) = (number(0, 4), number(4, 2), number(6, 2))
        let (hour, minute, second) = (number(8, 2), number(10, 2), number(12, 2))
        guard (1970...2106).contains(year), (1...12).contains(month), (1...days(month, year)).contains(day), hour < 24,
            minute < 60, second < 60
        else { return nil }
        var count = (1970..<year).reduce(0) { $0 + (isLeap($1) ? 366 : 365) }
        for earlier in 1..<month { count += days(earlier, year) }
        return UInt32(exactly: ((count + day - 1) * 24 + hour) * 3600 + minute * 60 + second)
    }

    static func text(_ seconds: UInt32) -> String {
        var days = Int(seconds) / 86_400
        var (year, month) = (1970, 1)
        while days >= (isLeap(year) ? 366 : 365) {
            days -= isLeap(year) ? 366 : 365
            year += 1
        }
        while days >= Self.days(month, year) {
            days -= Self.days(month, year)
            month += 1
        }
        let time = Int(seconds) % 86_400
        return [year, month, days + 1, time / 3600, time / 60 % 60, time % 60].map { $0 < 10 ? "0\($0)" : "\($0)" }
            .joined()
    }
}
