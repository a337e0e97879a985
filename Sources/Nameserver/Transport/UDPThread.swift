import Glibc
import Synchronization

/// One thread, one socket: receives a batch, answers it where it lies, sends it.
///
/// NIO's datagram channel costs a microsecond and more a packet, of which this path spends three in all.
final class UDPThread {
    private let socket: UDPSocket
    /// Kept: to find it out, texts are compared, which cost each packet 18 ns.
    private let isWildcard: Bool
    private var responder: Responder
    private let packets: UnsafeMutableRawPointer
    private let lengths: UnsafeMutablePointer<Int>
    private let received: UnsafeMutablePointer<mmsghdr>
    private let sent: UnsafeMutablePointer<mmsghdr>
    private let buffers: UnsafeMutablePointer<iovec>
    private let replies: UnsafeMutablePointer<iovec>
    private let peers: UnsafeMutablePointer<sockaddr_in6>
    private let controls: UnsafeMutableRawPointer

    /// Of a packet's place in memory. A query is far smaller; a reply takes at most 1,232.
    private static let stride = 2048
    /// Read at most: what is longer is cut off by the kernel, and answered as malformed.
    private static let largest = 1536
    /// Room for one IP_PKTINFO or IPV6_PKTINFO.
    private static let controlLength = 64

    init(_ socket: UDPSocket, _ responder: consuming Responder) {
        self.socket = socket
        isWildcard = socket.endpoint.isWildcard
        self.responder = responder
        let batch = Responder.batch
        packets = .allocate(byteCount: batch * UDPThread.stride, alignment: 4096)
        packets.initializeMemory(as: UInt8.self, repeating: 0, count: batch * UDPThread.stride)
        lengths = .allocate(capacity: batch)
        received = .allocate(capacity: batch)
        sent = .allocate(capacity: batch)
        buffers = .allocate(capacity: batch)
        replies = .allocate(capacity: batch)
        peers = .allocate(capacity: batch)
        peers.initialize(repeating: sockaddr_in6(), count: batch)
        controls = .allocate(byteCount: batch * UDPThread.controlLength, alignment: 16)
        controls.initializeMemory(as: UInt8.self, repeating: 0, count: batch * UDPThread.controlLength)
        received.initialize(repeating: mmsghdr(), count: batch)
        sent.initialize(repeating: mmsghdr(), count: batch)
        for index in 0..<batch {
            buffers[index] = iovec(iov_base: packets + index * UDPThread.stride, iov_len: UDPThread.largest)
            received[index].msg_hdr.msg_iov = buffers + index
            received[index].msg_hdr.msg_iovlen = 1
            received[index].msg_hdr.msg_name = UnsafeMutableRawPointer(peers + index)
            sent[index].msg_hdr.msg_iov = replies + index
            sent[index].msg_hdr.msg_iovlen = 1
        }
    }

    deinit {
        close(socket.descriptor)
        packets.deallocate()
        lengths.deallocate()
        received.deallocate()
        sent.deallocate()
        buffers.deallocate()
        replies.deallocate()
        peers.deallocate()
        controls.deallocate()
    }

    /// Serves until `isEnding`.
    func run(until isEnding: borrowing Atomic<Bool>) {
        let batch = UInt32(Responder.batch)
        // What waits in the socket at the end is answered still, but not for ever.
        var batchesLeft = 64
        while true {
            let ends = isEnding.load(ordering: .relaxed)
            if ends { batchesLeft -= 1 }
            guard batchesLeft > 0 else { return }
            for index in 0..<Responder.batch {
                received[index].msg_hdr.msg_namelen = socklen_t(MemoryLayout<sockaddr_in6>.size)
                guard isWildcard else { continue }
                received[index].msg_hdr.msg_control = controls + index * UDPThread.controlLength
                received[index].msg_hdr.msg_controllen = UDPThread.controlLength
            }
            let count = Int(
                recvmmsg(socket.descriptor, received, batch, ends ? Int32(MSG_DONTWAIT) : Int32(MSG_WAITFORONE), nil))
            if count <= 0 {
                if ends { return }
                continue
            }
            for index in 0..<count { lengths[index] = Int(received[index].msg_len) }
            responder.answer(count, packets, stride: UDPThread.stride, lengths: lengths, isUDP: true)
            send(count)
        }
    }

    @inline(__always)
    private func send(_ count: Int) {
        var ready = 0
        for index in 0..<count where lengths[index] > 0 {
            replies[ready] = iovec(iov_base: packets + index &* UDPThread.stride, iov_len: lengths[index])
            sent[ready].msg_hdr.msg_name = received[index].msg_hdr.msg_name
            sent[ready].msg_hdr.msg_namelen = received[index].msg_hdr.msg_namelen
            if isWildcard {
                sent[ready].msg_hdr.msg_control = received[index].msg_hdr.msg_control
                sent[ready].msg_hdr.msg_controllen = received[index].msg_hdr.msg_controllen
            }
            ready &+= 1
        }
        var done = 0
        while done < ready {
            let now = Int(sendmmsg(socket.descriptor, sent + done, UInt32(ready &- done), 0))
            // One reply that cannot be sent (its asker is gone, a full buffer) does not keep the others back.
            done &+= max(now, 1)
        }
    }
}
