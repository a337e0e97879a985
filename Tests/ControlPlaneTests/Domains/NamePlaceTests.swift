import DNS
import Testing

@testable import ControlPlane

@Suite struct NamePlaceTests {
    @Test(
        arguments: [
            ("a.example.com", true), ("b.a.example.com", true), ("x/y.example.com", true), ("-.example.com", true),
            ("example.com", false), ("xexample.com", false), ("example/x.com", false), ("example-x.com", false),
            ("com", false), ("example.org", false), ("0.com", false),
        ])
    func whatIsBelowLiesBetweenTheKeyAndItsEnd(_ name: String, _ isBelow: Bool) throws {
        let place = NamePlace(try Name("Example.com."))
        let other = NamePlace(try Name(name)).key
        let isInside = place.key.lexicographicallyPrecedes(other) && other.lexicographicallyPrecedes(place.end)
        #expect(isInside == isBelow)
    }

    @Test func ancestorsAreThoseBetweenANameAndTheRoot() throws {
        #expect(try Name("a.b.example.com").ancestors.map(\.description) == ["b.example.com.", "example.com.", "com."])
        #expect(try Name("com").ancestors.isEmpty)
    }
}
