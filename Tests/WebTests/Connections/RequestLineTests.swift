import NIOCore
import Testing

@testable import Web

@Suite struct RequestLineTests {
    @Test(
        arguments: [
            ("FOO /api HTTP/1.1\r\n", true, true, false), ("get / HTTP/1.1", true, false, false),
            ("M-SEARCH * ", true, false, false), ("\r\n\r\nFOO / HTTP/1.1\r\nHost: a", true, true, false),
            ("FOO", nil, false, false), ("FOO\r\n", false, true, false), ("GET/ HTTP/1.1\r\n", false, true, false),
            (" GET / HTTP/1.1", false, false, false), ("\u{16}\u{3}\u{1}", false, false, false),
            ("", nil, false, false), ("GET / HTTP/1.1\nHost: a\r\n", true, true, true),
        ] as [(String, Bool?, Bool, Bool)])
    func isSeenHoweverItComes(_ text: String, _ hasMethod: Bool?, _ isComplete: Bool, _ endsBare: Bool) {
        var whole = RequestLine()
        whole.read(ByteBuffer(string: text).readableBytesView)
        #expect(whole.hasMethod == hasMethod)
        #expect(whole.isComplete == isComplete)
        #expect(whole.endsBare == endsBare)
        var octetByOctet = RequestLine()
        for octet in text.utf8 { octetByOctet.read(ByteBuffer(bytes: [octet]).readableBytesView) }
        #expect(octetByOctet.hasMethod == hasMethod)
        #expect(octetByOctet.isComplete == isComplete)
        #expect(octetByOctet.endsBare == endsBare)
    }
}
