/// How often somebody may try a password, in such a way that nobody can keep another one out for good.
///
/// Each failure from one source for one account makes that source wait for that account, longer every time. A source
/// that fails for many accounts waits for all of them, and so does a site that many sources are in. An account that
/// fails from many sources lets only those in that come again after a while; each source has a turn of its own, so that
/// a crowd takes nobody's. All but the first do not touch a source from which the account's own person has come in
/// before.
///
/// An attempt counts as failed from its beginning, so that many at once are no way around.
struct LoginThrottle {
    /// The network that an address is in: in IPv6 a /64, of which a site has up to a /48 (RFC 6177).
    struct Source: Hashable {
        private let prefix: AddressPrefix?
        fileprivate let site: AddressPrefix?

        init(_ address: IPAddress?) {
            let isIPv6 = address?.octets.count == 16
            prefix = address.map { AddressPrefix(around: $0, length: isIPv6 ? 64 : 32) }
            site = address.flatMap { isIPv6 ? AddressPrefix(around: $0, length: 48) : nil }
        }
    }

    enum Verdict: Equatable {
        case admitted(Attempt)
        /// Seconds until it makes sense to come again.
        case wait(Int)
    }

    /// One that was admitted, whose outcome is to be told.
    struct Attempt: Equatable {
        fileprivate let account: String
        fileprivate let source: Source
        let isKnown: Bool
        /// How many of that source for that account have failed, if this one does.
        let failures: Int
        /// Whether it used up its source's turn with an account that many try.
        fileprivate let tookTurn: Bool
    }

    /// Microseconds. Up to `free` failures cost nothing; then the wait doubles from a second to `longest`.
    private struct Pace {
        let free: Int
        let longest: Int64

        func wait(after failures: Int) -> Int64 {
            guard failures >= free else { return 0 }
            return min(longest, second << Int64(min(failures - free, 30)))
        }
    }

    private enum Key: Hashable {
        case pair(String, Source)
        case source(Source)
        case site(AddressPrefix)
        case account(String)
    }

    private struct Entry {
        var failures = 0
        var opensAt: Int64 = 0
        /// When the source may try an account that many try.
        var turnAt: Int64?
        var touchedAt: Int64
    }

    private static let second: Int64 = 1_000_000
    private static let stranger = Pace(free: 5, longest: 900 * second)
    // The person may sit behind the same address as the attacker.
    private static let acquaintance = Pace(free: 10, longest: 60 * second)
    private static let source = Pace(free: 30, longest: 900 * second)
    // Twice a source's: some providers have many customers in one site.
    private static let site = Pace(free: 60, longest: 900 * second)
    private static let account = Pace(free: 20, longest: 300 * second)
    /// What was quiet for so long is forgotten.
    private static let memory: Int64 = 3_600 * second

    private let capacity: Int
    private var entries: [Key: Entry] = [:]
    /// The sources from which somebody came in, and when last.
    private var known: [Key: Int64] = [:]

    init(capacity: Int = 50_000) { self.capacity = capacity }

    /// How much it remembers: at most twice its capacity.
    var count: Int { entries.count + known.count }

    /// `isKnown`: the account's person has come from there before, for all that is remembered elsewhere.
    mutating func attempt(on account: String, from source: Source, isKnown: Bool = false, at now: Int64) -> Verdict {
        let pair = Key.pair(account, source)
        let isKnown = isKnown || known[pair] != nil
        let networks = isKnown ? [] : Self.networks(of: source)
        let opensAt = networks.reduce(entry(pair, now).opensAt) { max($0, entry($1.key, now).opensAt) }
        guard opensAt <= now else { return .wait(Self.seconds(opensAt - now)) }
        var tookTurn = false
        if !isKnown {
            let wait = Self.account.wait(after: entry(.account(account), now).failures)
            if wait > 0 {
                if let left = takeTurn(pair, after: wait, at: now) { return .wait(Self.seconds(left)) }
                tookTurn = true
            }
            for (key, pace) in networks { count(key, pace, at: now) }
            count(.account(account), Self.account, at: now)
        }
        let failures = count(pair, isKnown ? Self.acquaintance : Self.stranger, at: now)
        return .admitted(
            Attempt(account: account, source: source, isKnown: isKnown, failures: failures, tookTurn: tookTurn))
    }

    /// The person came in.
    mutating func succeeded(_ attempt: Attempt, at now: Int64) {
        withdrew(attempt, at: now)
        let pair = Key.pair(attempt.account, attempt.source)
        entries[pair] = nil
        if known.count >= capacity {
            for (key, _) in known.sorted(by: { $0.value < $1.value }).prefix(capacity / 4) { known[key] = nil }
        }
        known[pair] = now
    }

    /// Nothing was learnt from it: it does not count.
    mutating func withdrew(_ attempt: Attempt, at now: Int64) {
        let keys: [Key] =
            [.pair(attempt.account, attempt.source)]
            + (attempt.isKnown ? [] : Self.networks(of: attempt.source).map(\.key) + [.account(attempt.account)])
        for key in keys {
            guard var entry = entries[key] else { continue }
            entry.failures = max(0, entry.failures - 1)
            entry.opensAt = now
            if attempt.tookTurn, case .pair = key { entry.turnAt = now }
            entries[key] = entry
        }
    }

    /// What else fails with a source.
    private static func networks(of source: Source) -> [(key: Key, pace: Pace)] {
        [(.source(source), Self.source)] + (source.site.map { [(.site($0), site)] } ?? [])
    }

    private func entry(_ key: Key, _ now: Int64) -> Entry {
        guard let entry = entries[key], now - entry.touchedAt < Self.memory else { return Entry(touchedAt: now) }
        return entry
    }

    /// How much longer the source has to wait for its turn, which begins with its first attempt; nil if it has come.
    private mutating func takeTurn(_ pair: Key, after wait: Int64, at now: Int64) -> Int64? {
        var entry = entry(pair, now)
        defer { store(entry, pair, now) }
        guard let turn = entry.turnAt else {
            entry.turnAt = now + wait
            return wait
        }
        guard turn <= now else { return turn - now }
        entry.turnAt = nil
        return nil
    }

    @discardableResult
    private mutating func count(_ key: Key, _ pace: Pace, at now: Int64) -> Int {
        var entry = entry(key, now)
        entry.failures += 1
        entry.opensAt = now + pace.wait(after: entry.failures)
        store(entry, key, now)
        return entry.failures
    }

    private mutating func store(_ entry: Entry, _ key: Key, _ now: Int64) {
        if entries[key] == nil, entries.count >= capacity { makeRoom(now) }
        var entry = entry
        entry.touchedAt = now
        entries[key] = entry
    }

    private mutating func makeRoom(_ now: Int64) {
        entries = entries.filter { now - $0.value.touchedAt < Self.memory }
        guard entries.count > capacity / 4 * 3 else { return }
        for (key, _) in entries.sorted(by: { $0.value.touchedAt < $1.value.touchedAt }).prefix(capacity / 4 + 1) {
            entries[key] = nil
        }
    }

    private static func seconds(_ time: Int64) -> Int { Int((time + second - 1) / second) }
}
