/// Codes of the types that the search itself must know.
enum RR {
    static let a: UInt16 = 1
    static let ns: UInt16 = 2
    static let cname: UInt16 = 5
    static let soa: UInt16 = 6
    static let aaaa: UInt16 = 28
    static let ds: UInt16 = 43
    static let svcb: UInt16 = 64
    static let https: UInt16 = 65
    static let any: UInt16 = 255
}
