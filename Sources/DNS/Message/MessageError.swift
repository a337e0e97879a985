/// Why octets are no DNS message.
public enum MessageError: Error, Hashable, Sendable, CustomStringConvertible {
    /// Also when there are fewer records than the header counts.
    case endsEarly
    case surplusOctets
    case name(NameError)
    case rdata(Name, RecordType, RDATAError)
    /// An OPT record that is not in the additional section, is a second one or is not owned by the root.
    case misplacedOPT

    public var description: String {
        switch self {
        case .endsEarly: "the message ends early"
        case .surplusOctets: "octets follow the last record"
        case .name(let error): "a name: \(error)"
        case .rdata(let owner, let type, let error): "\(owner) \(type): \(error)"
        case .misplacedOPT: "an OPT record is a second one, not owned by the root or not in the additional section"
        }
    }
}
