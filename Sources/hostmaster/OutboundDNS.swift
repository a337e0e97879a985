import ControlPlane
import DNS
import Outbound

extension PublicDNS {
    // Whoever waits for it is a person, or a round of many domains.
    private static let patience = Duration.seconds(12)

    /// Over our own resolver.
    init(_ resolver: StubResolver, _ parent: Parent) {
        self.init(
            texts: { name in
                let records = try? await Deadline.within(Self.patience) { try await resolver.records(.txt, at: name) }
                return records?.compactMap { record in
                    CharacterStrings(wire: record.wire).map { String(decoding: $0.strings.joined(), as: UTF8.self) }
                }
            },
            nameservers: { domain in
                try? await Deadline.within(Self.patience) { try await parent.nameservers(of: domain) }
            })
    }
}
