import Testing

@testable import ControlPlane

@Suite struct PasswordHasherTests {
    @Test func itComparesWithWhatThereIsAndOtherwiseAsLong() async throws {
        let hasher = PasswordHasher(cost: .fast)
        let hash = try await hasher.hash("correct horse", isKnown: false)
        #expect(try await hasher.matches("correct horse", hash, isKnown: false))
        #expect(try await !hasher.matches("correct horsf", hash, isKnown: false))
        #expect(try await !hasher.matches("correct horse", nil, isKnown: false))
        #expect(try await !hasher.matches("", PasswordHash.none, isKnown: false))
        #expect(hasher.count == 5)
    }

    @Test func whoFindsTooManyWaitingIsToldToComeAgain() async throws {
        // Long enough that all have come before the first is done.
        let hasher = PasswordHasher(cost: .init(logRounds: 13, blockSize: 8, parallelism: 1))
        let outcomes = await withTaskGroup(of: ControlPlaneError?.self) { tasks in
            for _ in 0..<200 { tasks.addTask { await refusal { try await hasher.matches("x", nil, isKnown: false) } } }
            return await tasks.reduce(into: []) { $0.append($1) }
        }
        #expect(outcomes.contains(.unavailable(retryAfter: 2)))
        #expect(outcomes.contains(nil))
        #expect(hasher.count == outcomes.count { $0 == nil })
        // Afterwards there is room again.
        #expect(try await !hasher.matches("x", nil, isKnown: false))
    }

    @Test func strangersTakeNoPlaceOfThoseWhoAreKnown() async throws {
        let hasher = PasswordHasher(cost: .init(logRounds: 13, blockSize: 8, parallelism: 1))
        let outcomes = await withTaskGroup(of: (isKnown: Bool, refusal: ControlPlaneError?).self) { tasks in
            for i in 0..<220 {
                // Those who are known come last, when the strangers' queue is full.
                let isKnown = i >= 200
                tasks.addTask {
                    (isKnown, await refusal { try await hasher.matches("x", nil, isKnown: isKnown) })
                }
            }
            return await tasks.reduce(into: [(isKnown: Bool, refusal: ControlPlaneError?)]()) { $0.append($1) }
        }
        #expect(outcomes.contains { !$0.isKnown && $0.refusal == .unavailable(retryAfter: 2) })
        #expect(outcomes.allSatisfy { !$0.isKnown || $0.refusal == nil })
    }

    @Test(
        arguments: [
            (PasswordHash.Cost(logRounds: 4, blockSize: 1, parallelism: 1), false),
            (.init(logRounds: 5, blockSize: 1, parallelism: 1), true),
            (.init(logRounds: 4, blockSize: 2, parallelism: 1), true),
            (.init(logRounds: 4, blockSize: 1, parallelism: 2), true),
            (.init(logRounds: 3, blockSize: 1, parallelism: 1), false),
        ])
    func aHashIsOutgrownWhenAnyOfItsParametersIs(_ cost: PasswordHash.Cost, _ isOutgrown: Bool) throws {
        #expect(PasswordHasher(cost: cost).isOutgrown(try PasswordHash("x", cost: .fast)) == isOutgrown)
    }
}
