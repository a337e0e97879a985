import NIOCore

/// The responder of one event loop, with a message's room. Only ever used on that loop.
final class TCPAnswering {
    private var responder: Responder
    private let packet: UnsafeMutableRawPointer
    private let length: UnsafeMutablePointer<Int>
    /// Connections of this loop.
    var connections = 0

    init(_ responder: consuming Responder) {
        self.responder = responder
        // A message of 65,535 octets, and what may be read past its end.
        packet = .allocate(byteCount: 0x10000 + 512, alignment: 16)
        packet.initializeMemory(as: UInt8.self, repeating: 0, count: 0x10000 + 512)
        length = .allocate(capacity: 1)
    }

    deinit {
        packet.deallocate()
        length.deallocate()
    }

    /// Appends the reply, its length before it; nothing where silence is due.
    func answer(_ query: ByteBuffer, into replies: inout ByteBuffer) {
        query.withUnsafeReadableBytes { octets in
            packet.copyMemory(from: octets.baseAddress ?? UnsafeRawPointer(packet), byteCount: octets.count)
            length.pointee = octets.count
        }
        responder.answer(1, packet, stride: 0, lengths: length, isUDP: false)
        guard length.pointee > 0 else { return }
        replies.writeInteger(UInt16(length.pointee))
        replies.writeBytes(UnsafeRawBufferPointer(start: packet, count: length.pointee))
    }
}
