import Foundation
import NIOCore
import NIOSSL
import Synchronization

/// The certificate and the key with which HTTPS is spoken: files that others replace while we run.
public final class TLSIdentity: Sendable {
    /// Why a pair cannot be used: one line for the operator.
    public struct Failure: Error, Hashable, CustomStringConvertible {
        public let description: String
    }

    private struct State {
        var context: NIOSSLContext
        /// The files of which the context was made, or which were found wrong.
        var seen: Files
        /// What a look found that is not what was seen, and may still be written.
        var changing: Files?
        var expires: Date
    }

    private let certificate: String
    private let key: String
    private let state: Mutex<State>

    /// Throws `Failure` for what cannot be read, is not PEM, or does not belong together.
    public init(certificate: String, key: String) throws(Failure) {
        self.certificate = certificate
        self.key = key
        let seen = Files(certificate, key)
        let (context, expires) = try Self.load(certificate: certificate, key: key)
        state = Mutex(State(context: context, seen: seen, expires: expires))
    }

    /// For a connection that begins now.
    var context: NIOSSLContext { state.withLock { $0.context } }

    /// Until when the certificate is valid.
    public var expires: Date { state.withLock { $0.expires } }

    /// Looks whether other files lie there, and takes them over when they are the same at two looks: whoever replaces
    /// both does so one after the other. True if it did; throws `Failure` once for a pair that cannot be used, and goes
    /// on with the old one.
    public func look() throws(Failure) -> Bool {
        let found = Files(certificate, key)
        let isNew = state.withLock { state in
            guard found != state.seen else {
                state.changing = nil
                return false
            }
            guard found == state.changing else {
                state.changing = found
                return false
            }
            return true
        }
        guard isNew else { return false }
        try reload()
        return true
    }

    /// Takes over what lies there now. Throws `Failure`, and goes on with the old one.
    public func reload() throws(Failure) {
        let seen = Files(certificate, key)
        state.withLock { state in
            state.seen = seen
            state.changing = nil
        }
        let (context, expires) = try Self.load(certificate: certificate, key: key)
        state.withLock { state in
            state.context = context
            state.expires = expires
        }
    }

    private static func load(certificate: String, key: String) throws(Failure) -> (NIOSSLContext, expires: Date) {
        let chain = try parse(certificate, "a certificate in PEM") { try NIOSSLCertificate.fromPEMBytes($0) }
        guard let leaf = chain.first else { throw Failure(description: "\(certificate): no certificate in PEM") }
        let secret = try parse(key, "a private key in PEM without a passphrase") {
            try NIOSSLPrivateKey(bytes: $0, format: .pem)
        }
        do {
            let context = try NIOSSLContext(configuration: configuration(chain, secret))
            return (context, Date(timeIntervalSince1970: TimeInterval(leaf.notValidAfter)))
        } catch {
            throw Failure(description: "\(key): not the key of the certificate in \(certificate)")
        }
    }

    private static func parse<Value>(
        _ path: String, _ wanted: String, _ parse: ([UInt8]) throws -> Value
    ) throws(Failure) -> Value {
        guard FileManager.default.fileExists(atPath: path) else { throw Failure(description: "\(path): not there") }
        guard let content = try? Data(contentsOf: URL(filePath: path)) else {
            throw Failure(description: "\(path): cannot be read")
        }
        do { return try parse(Array(content)) } catch { throw Failure(description: "\(path): not \(wanted)") }
    }

    private static func configuration(_ chain: [NIOSSLCertificate], _ key: NIOSSLPrivateKey) -> TLSConfiguration {
        var configuration = TLSConfiguration.makeServerConfiguration(
            certificateChain: chain.map { .certificate($0) }, privateKey: .privateKey(key))
        configuration.minimumTLSVersion = .tlsv12
        configuration.cipherSuiteValues = ciphers
        configuration.applicationProtocols = ["h2", "http/1.1"]
        // Of a client that does not say goodbye in turn.
        configuration.shutdownTimeout = .seconds(1)
        return configuration
    }

    /// Of TLS 1.2: those with forward secrecy and authenticated encryption. HTTP/2 forbids the others (RFC 9113
    /// appendix A); those of TLS 1.3 are all of that kind.
    private static let ciphers: [NIOTLSCipher] = [
        .TLS_ECDHE_ECDSA_WITH_AES_128_GCM_SHA256, .TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256,
        .TLS_ECDHE_ECDSA_WITH_AES_256_GCM_SHA384, .TLS_ECDHE_RSA_WITH_AES_256_GCM_SHA384,
        .TLS_ECDHE_ECDSA_WITH_CHACHA20_POLY1305_SHA256, .TLS_ECDHE_RSA_WITH_CHACHA20_POLY1305_SHA256,
    ]
}

/// By what it is noticed that the files are others: not their contents, which need not be in memory all the time.
private struct Files: Hashable {
    private let certificate: String
    private let key: String

    init(_ certificate: String, _ key: String) {
        self.certificate = Self.state(certificate)
        self.key = Self.state(key)
    }

    /// Of the file to which a link leads: that is how many tools replace both at once.
    private static func state(_ path: String) -> String {
        let path = URL(filePath: path).resolvingSymlinksInPath().path
        let attributes = (try? FileManager.default.attributesOfItem(atPath: path)) ?? [:]
        let written = (attributes[.modificationDate] as? Date)?.timeIntervalSinceReferenceDate
        let number = attributes[.systemFileNumber] as? NSNumber
        let size = attributes[.size] as? NSNumber
        return "\(path) \(written ?? 0) \(number ?? 0) \(size ?? 0)"
    }
}
