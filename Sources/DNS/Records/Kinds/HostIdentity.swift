extension FieldKind {
    /// The algorithm, the host identity tag in hexadecimal and the public key in Base64 (RFC 8005 §5, §6).
    static let hostIdentity = FieldKind(
        "algorithm, hexadecimal digits, Base64",
        parse: { text, wire throws(FieldError) in
            let algorithm = try text.requiredUInt8()
            guard let tag = Hexadecimal.octets(Array(try text.requiredWord())), (1...255).contains(tag.count) else {
                throw .notHexadecimal
            }
            guard let key = Base64.octets(try text.requiredWord()), (1...0xFFFF).contains(key.count) else {
                throw .notBase64
            }
            wire += [UInt8(tag.count), algorithm, UInt8(key.count >> 8), UInt8(key.count & 0xFF)] + tag + key
        },
        print: { wire throws(FieldError) in
            let (algorithm, tag, key) = try wire.hostIdentity()
            guard !tag.isEmpty, !key.isEmpty else { throw .endsEarly }
            return "\(algorithm) \(Hexadecimal.text(tag)) \(String(decoding: Base64.text(key), as: UTF8.self))"
        },
        read: { message, wire throws(FieldError) in
            let (algorithm, tag, key) = try message.hostIdentity()
            wire += [UInt8(tag.count), algorithm, UInt8(key.count >> 8), UInt8(key.count & 0xFF)] + tag + key
        },
        write: { wire, message throws(FieldError) in
            let (algorithm, tag, key) = try wire.hostIdentity()
            message.write([UInt8(tag.count), algorithm])
            message.write(UInt16(key.count))
            message.write(tag)
            message.write(key)
        })
}

extension WireReader {
    fileprivate mutating func hostIdentity() throws(FieldError) -> (UInt8, ArraySlice<UInt8>, ArraySlice<UInt8>) {
        guard let tagCount = uint8(), let algorithm = uint8(), let keyCount = uint16(),
            let tag = octets(Int(tagCount)), let key = octets(Int(keyCount))
        else { throw .endsEarly }
        return (algorithm, tag, key)
    }
}
