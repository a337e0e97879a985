import Foundation
import Records
import Testing

@Suite struct PublicSuffixListTests {
    static let text = """
        // ===BEGIN ICANN DOMAINS===
        com
        uk
        co.uk  // a comment
        *.ck
        !www.ck
        jp
        *.kawasaki.jp
        !city.kawasaki.jp

        公司.cn
        // ===BEGIN PRIVATE DOMAINS===
        github.io
        """

    @Test(arguments: [
        ("com", true), ("example.com", false), ("co.uk", true), ("a.co.uk", false), ("uk", true), ("ac.uk", false),
        ("ck", true), ("x.ck", true), ("a.x.ck", false), ("www.ck", false), ("a.www.ck", false),
        ("kawasaki.jp", true), ("x.kawasaki.jp", true), ("city.kawasaki.jp", false), ("a.city.kawasaki.jp", false),
        ("xn--55qx5d.cn", true), ("a.xn--55qx5d.cn", false), ("github.io", true), ("a.github.io", false),
        // By the rule that holds where there is none.
        ("unlisted", true), ("a.unlisted", false),
    ])
    func aNameIsOneByTheRuleThatPrevails(_ name: String, _ expected: Bool) {
        #expect(PublicSuffixList(parsing: Self.text).contains(name) == expected)
    }

    @Test func aListWithOtherLineEndsReadsTheSame() {
        let list = PublicSuffixList(parsing: Self.text.replacing("\n", with: "\r\n"))
        #expect(list.contains("co.uk") && list.contains("x.ck") && !list.contains("www.ck"))
    }

    @Test(.enabled(if: FileManager.default.fileExists(atPath: "/usr/share/publicsuffix/public_suffix_list.dat")))
    func theListOfDebianIsUnderstood() throws {
        let text = try String(contentsOfFile: "/usr/share/publicsuffix/public_suffix_list.dat", encoding: .utf8)
        let list = PublicSuffixList(parsing: text)
        for name in ["com", "co.uk", "de", "s3.amazonaws.com", "xn--p1ai", "xn--55qx5d.cn", "compute.amazonaws.com"] {
            #expect(list.contains(name), "\(name)")
        }
        for name in ["example.com", "debian.org", "bbc.co.uk", "www.ck"] { #expect(!list.contains(name), "\(name)") }
    }
}
