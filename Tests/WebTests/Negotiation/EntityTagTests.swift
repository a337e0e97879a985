import Testing

@testable import Web

@Suite struct EntityTagTests {
    @Test func isWrittenAsVersionAndVariant() {
        #expect(EntityTag(version: 3, variant: "l0").description == #""3-l0""#)
    }

    @Test(arguments: [
        (#""3-l0""#, true), (#"W/"3-l0""#, true), (#""1-l0", "3-l0""#, true), ("*", true), (#""3-j0""#, false),
        (#""4-l0""#, false), ("", false),
    ])
    func ifNoneMatchComparesTheWholeTag(_ field: String, _ isNamed: Bool) {
        #expect(EntityTag(version: 3, variant: "l0").isNamed(by: field) == isNamed)
    }

    @Test(
        arguments: [
            (#""3-l0""#, [3]), (#""3-j1", "7-l0""#, [3, 7]), (#"W/"3-l0""#, []), ("3-l0", []), (#""x-l0""#, []),
            ("", []),
        ] as [(String, Set<Int64>)])
    func ifMatchComparesVersionsAlone(_ field: String, _ versions: Set<Int64>) {
        #expect(EntityTag.Condition(ifMatch: field) == .versions(versions))
    }

    @Test func ifMatchOfAStarTakesAnyVersion() {
        #expect(EntityTag.Condition(ifMatch: "*") == .any)
        #expect(EntityTag.Condition(ifMatch: nil) == nil)
    }
}
