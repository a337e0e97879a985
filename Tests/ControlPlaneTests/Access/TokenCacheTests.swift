import Testing

@testable import ControlPlane

@Suite struct TokenCacheTests {
    private static func answer(_ names: Int) -> TokenCache.Answer {
        let permissions = [Permission(names: (0..<names).map { Pattern("name\($0)") })]
        return .init(
            caller: Caller(
                user: 1, email: "a@example.net", token: .init(id: 1, name: "t", permissions: permissions),
                organizations: [:]))
    }

    @Test func whatWasWrittenInBetweenEndsAnAnswer() {
        let (cache, hash) = (TokenCache(), APIToken.random().hash)
        let generation = cache.generation
        cache.invalidate()
        cache.remember(Self.answer(0), for: hash, asOf: generation)
        #expect(cache.answer(for: hash) == nil)
        cache.remember(Self.answer(0), for: hash, asOf: cache.generation)
        #expect(cache.answer(for: hash) != nil)
        cache.invalidate()
        #expect(cache.answer(for: hash) == nil)
    }

    @Test(arguments: [0, 480])
    func itKeepsSoMuchAndBeginsAnew(_ names: Int) {
        let cache = TokenCache()
        let answer = Self.answer(names)
        let hashes = (0..<150_000 / answer.weight).map { _ in APIToken.random().hash }
        for hash in hashes { cache.remember(answer, for: hash, asOf: cache.generation) }
        let kept = hashes.filter { cache.answer(for: $0) != nil }
        #expect(!kept.isEmpty)
        #expect(kept.count * answer.weight <= 100_000)
        // The newest is among them; the same one twice counts once.
        #expect(cache.answer(for: hashes[hashes.count - 1]) != nil)
        for _ in 0..<100_000 / answer.weight + 1 { cache.remember(answer, for: hashes[0], asOf: cache.generation) }
        #expect(hashes.contains { $0 != hashes[0] && cache.answer(for: $0) != nil })
    }
}
