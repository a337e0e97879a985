import NIOCore
import Testing

@testable import Web

@Suite struct RequestLineTests {
    @Test(
        arguments: [
            ("FOO /api HTTP/1.1\r\n", true, true), ("get / HTTP/1.1", true, false), ("M-SEARCH * ", true, false),
            ("\r\n\r\nFOO / HTTP/1.1\r\nHost: a", true, true), ("FOO", nil, false), ("FOO\r\n", false, true),
            ("GET/ HTTP/1.1\r\n", false, true), (" GET / HTTP/1.1", false, false), ("\u{16}\u{3}\u{1}", false, false),
            ("", nil, false),
        ] as [(String, Bool?, Bool)])
    func isSeenHoweverItComes(_ text: String, _ hasMethod: Bool?, _ isComplete: Bool) {
        var whole = RequestLine()
        whole.read(ByteBuffer(string: text).readableBytesView)
        #expect(whole.hasMethod == hasMethod)
        #expect(whole.isComplete == isComplete)
        var octetByOctet = RequestLine()
        for octet in text.utf8 { octetByOctet.read(ByteBuffer(bytes: [octet]).readableBytesView) }
        #expect(octetByOctet.hasMethod == hasMethod)
        #expect(octetByOctet.isComplete == isComplete)
    }
}
