import Foundation
import Records

extension PublicSuffixList {
    private static let path = "/usr/share/publicsuffix/public_suffix_list.dat"

    /// As Debian's package `publicsuffix` has it. Throws `Failure` where it `isNeeded` and cannot be read.
    static func installed(isNeeded: Bool) throws -> PublicSuffixList {
        guard let text = try? String(contentsOfFile: path, encoding: .utf8) else {
            guard !isNeeded else { throw Failure("\(path) cannot be read: --public needs the package publicsuffix") }
            return PublicSuffixList()
        }
        return PublicSuffixList(parsing: text)
    }
}
