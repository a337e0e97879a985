import DNS

/// One question to one server, and which packet is its answer: nobody who cannot see the question can make one up
/// (RFC 5452 §9).
struct Inquiry: Sendable {
    enum Verdict: Sendable, Hashable {
        /// Not the answer; it may still come.
        case ignored
        case answered(Message)
        /// It does not fit, or its name came back otherwise than it was sent: a connection settles both.
        case needsTCP
        /// The server does not know EDNS (RFC 6891 §7).
        case needsPlain
    }

    let id: UInt16
    /// Its name in random case, which the answer must give back (draft-vixie-dnsext-dns0x20).
    let question: Question
    let recursion: Bool
    let usesEDNS: Bool

    init(
        _ name: Name, _ type: RecordType, recursion: Bool, usesEDNS: Bool = true,
        random: inout some RandomNumberGenerator
    ) {
        id = UInt16.random(in: 0...UInt16.max, using: &random)
        question = Question(name: Self.randomCase(name, &random), type: type)
        self.recursion = recursion
        self.usesEDNS = usesEDNS
    }

    var packet: [UInt8] {
        Message(
            id: id, flags: recursion ? .rd : [], questions: [question],
            // Small enough for every path (RFC 9715 §3): fragments can be forged.
            edns: usesEDNS ? EDNS(udpPayloadSize: 1232) : nil
        ).serialized()
    }

    /// What a packet from the server is.
    func judge(_ packet: [UInt8], overTCP: Bool = false) -> Verdict {
        guard packet.count >= 12, UInt16(packet[0]) << 8 | UInt16(packet[1]) == id,
            let message = try? Message(parsing: packet), message.flags.contains(.qr), message.opcode == .query
        else { return .ignored }
        // RFC 6891 §7: a server from before EDNS may not even repeat the question.
        let isPlain: Set<ResponseCode> = [.formatError, .notImplemented, .badVersion]
        if usesEDNS, isPlain.contains(message.responseCode), message.questions.allSatisfy(isOurs) { return .needsPlain }
        guard message.questions.count == 1, let asked = message.questions.first, isOurs(asked) else { return .ignored }
        if overTCP { return .answered(message) }
        guard asked.name.wire == question.name.wire, !message.flags.contains(.tc) else { return .needsTCP }
        return .answered(message)
    }

    private func isOurs(_ asked: Question) -> Bool { asked == question }

    private static func randomCase(_ name: Name, _ random: inout some RandomNumberGenerator) -> Name {
        var wire = name.canonical.wire
        var position = 0
        while wire[position] != 0 {
            let end = position + Int(wire[position])
            for i in position + 1...end where (0x61...0x7a).contains(wire[i]) && Bool.random(using: &random) {
                wire[i] ^= 0x20
            }
            position = end + 1
        }
        return (try? Name(wire: wire)) ?? name
    }
}
