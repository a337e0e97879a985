import CIDN2

/// Unicode names as A-labels: UTS 46, non-transitional (ß stays ß), with normalisation form C.
enum UTS46 {
    /// - Parameter text: without control characters.
    /// - Throws: what is wrong, in words.
    static func ascii(_ text: String) throws(LabelError) -> String {
        var output: UnsafeMutablePointer<UInt8>?
        let flags = Int32(IDN2_NFC_INPUT.rawValue | IDN2_NONTRANSITIONAL.rawValue)
        let code = text.withCString(encodedAs: UTF8.self) { idn2_lookup_u8($0, &output, flags) }
        defer { idn2_free(output) }
        guard code == IDN2_OK.rawValue, let output else { throw .notUTS46(String(cString: idn2_strerror(code))) }
        return String(cString: output)
    }
}
