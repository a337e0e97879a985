/// What is wrong with a list of service parameters, and with which.
public enum ServiceParameterError: Error, Hashable, Sendable, CustomStringConvertible {
    case unknownKey(String)
    case duplicate(ServiceParameterKey)
    case value(ServiceParameterKey, ServiceValueError)
    /// `mandatory` names a key that is not there.
    case missingMandatory(ServiceParameterKey)
    case noDefaultALPNWithoutALPN
    case text(TextError)

    /// The keys are not in strictly increasing order in the wire form.
    case notInOrder(ServiceParameterKey)
    case endsEarly

    public var description: String {
        switch self {
        case .unknownKey(let text):
            "\"\(Excerpt(text))\" is no known parameter; write one without a name as key and its number"
        case .duplicate(let key): "\(key) is given twice"
        case .value(let key, let error): "\(key): \(error)"
        case .missingMandatory(let key): "mandatory: \(key) is listed but not given"
        case .noDefaultALPNWithoutALPN: "no-default-alpn: alpn must be given too"
        case .text(let error): "\(error)"
        case .notInOrder(let key): "\(key) stands after a larger key or itself"
        case .endsEarly: "the data ends within a parameter"
        }
    }
}

/// All that is wrong with a text of service parameters, in the order in which it shows; never nothing.
public struct ServiceParameterErrors: Error, Hashable, Sendable {
    public let first: ServiceParameterError
    public let all: [ServiceParameterError]
}

/// What is wrong with the value of one service parameter.
public enum ServiceValueError: Error, Hashable, Sendable, CustomStringConvertible {
    case missing
    case unexpected
    case escape
    case tooLong
    case notKeys
    case duplicateKey(ServiceParameterKey)
    case listsMandatory
    case notProtocols
    case notAPort
    case notIPv4Addresses
    case notIPv6Addresses
    case notECHConfigurations
    case notAURITemplate
    case text(TextError)

    public var description: String {
        switch self {
        case .missing: "needs a value"
        case .unexpected: "takes no value"
        case .escape: "must be written without escapes"
        case .tooLong: "longer than 65535 octets"
        case .notKeys: "not a list of parameter keys, in wire form in increasing order"
        case .duplicateKey(let key): "\(key) is listed twice"
        case .listsMandatory: "must not list itself"
        case .notProtocols: "not a list of protocol identifiers of 1 to 255 octets, with , and \\ in them escaped twice"
        case .notAPort: "not an integer from 0 to 65535"
        case .notIPv4Addresses: "not a list of IPv4 addresses with commas between"
        case .notIPv6Addresses: "not a list of IPv6 addresses with commas between"
        case .notECHConfigurations: "not an ECHConfigList in base64"
        case .notAURITemplate: "not a URI template in UTF-8"
        case .text(let error): "\(error)"
        }
    }
}
