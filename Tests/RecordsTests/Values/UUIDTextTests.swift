import Records
import Testing

@Suite struct UUIDTextTests {
    @Test(arguments: ["0192f0c4-7b1e-7cc3-98c4-dc0c0c07398f", "0192F0C4-7B1E-7CC3-98C4-DC0C0C07398F"])
    func whatIsOneIsWrittenInLowerCase(_ text: String) {
        #expect(UUIDText.canonical(text) == "0192f0c4-7b1e-7cc3-98c4-dc0c0c07398f")
    }

    @Test(arguments: [
        "", "0192f0c4-7b1e-7cc3-98c4-dc0c0c07398", "0192f0c4-7b1e-7cc3-98c4-dc0c0c07398f0",
        "0192f0c47b1e-7cc3-98c4-dc0c0c07398ff", "0192f0c4-7b1e-7cc3-98c4-dc0c0c07398g",
        "0192f0c4-7b1e-7cc3-98c4--c0c0c07398f", "{192f0c4-7b1e-7cc3-98c4-dc0c0c07398}",
        "０192f0c4-7b1e-7cc3-98c4-dc0c0c073", "------------------------------------",
    ])
    func whatIsNotOneHasNoForm(_ text: String) {
        #expect(UUIDText.canonical(text) == nil)
    }
}
