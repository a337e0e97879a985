import Records
import Testing

@Suite(.otherPrograms) struct StaticTypesTests {
    struct Example: Sendable {
        let type: String
        let name: String
        /// The members beside type and name.
        let members: String
        /// RDATA as a zone file has it.
        let rdata: String
    }

    static let examples = [
        Example(type: "A", name: "a", members: #""value":"192.0.2.1""#, rdata: "192.0.2.1"),
        Example(type: "AAAA", name: "aaaa", members: #""value":"2001:DB8:0:0::1""#, rdata: "2001:db8::1"),
        Example(type: "CNAME", name: "alias", members: #""value":"Target.Example.org""#, rdata: "target.example.org."),
        Example(type: "TXT", name: "@", members: #""value":"v=spf1 -all""#, rdata: #""v=spf1 -all""#),
        Example(
            type: "MX", name: "@", members: #""value":"mail.example.org","priority":20"#,
            rdata: "20 mail.example.org."),
        Example(
            type: "SRV", name: "_sip._tcp", members: #""value":"sip.example.org","priority":1,"weight":2,"port":5060"#,
            rdata: "1 2 5060 sip.example.org."),
        Example(
            type: "CAA", name: "@", members: #""value":"ca.example.net","flags":128,"tag":"issue""#,
            rdata: #"128 issue "ca.example.net""#),
        Example(type: "PTR", name: "7.ptr", members: #""value":"host.example.org""#, rdata: "host.example.org."),
        Example(type: "NS", name: "sub", members: #""value":"ns.example.org""#, rdata: "ns.example.org."),
        Example(
            type: "SVCB", name: "_dns", members: #""value":"dns.example.org alpn=dot","priority":2"#,
            rdata: #"2 dns.example.org. alpn="dot""#),
        Example(
            type: "HTTPS", name: "web", members: #""value":". alpn=h2,h3 port=8443""#,
            rdata: #"1 . alpn="h2,h3" port=8443"#),
    ]

    @Test func eachIsAnsweredToDigAndDnspythonWithTheValueSent() async throws {
        let server = try await Server()
        var asked: [JSON] = []
        for example in Self.examples {
            let body = #"{"type":"\#(example.type)","name":"\#(example.name)","ttl":600,\#(example.members)}"#
            let created = try await server.create(body)
            #expect(created.status == 201, "\(created.body)")
            let owner = example.name == "@" ? "example.com." : "\(example.name).example.com."
            let line = "\(owner) 600 IN \(example.type) \(example.rdata)"
            #expect(try await server.dig(owner, example.type).contains(line), "\(line)")
            #expect(try await server.dig(owner, example.type, "+tcp").contains(line), "\(line)")
            asked.append(["name": .string(owner), "type": .string(example.type), "rdata": .string(example.rdata)])
        }
        try await expectDnspython(toGet: asked, from: server)
    }

    /// Those whose value is the presentation form, as their examples have it, and one that nobody knows.
    @Test func everyOtherTypeIsAnsweredToDnspythonWithTheValueSent() async throws {
        let server = try await Server()
        let others = RecordKind.all.filter { $0.number >= 15 } + [try #require(RecordKind(number: 66280))]
        #expect(others.count > 40)
        var asked: [JSON] = []
        for kind in others {
            let (name, value) = ("t\(kind.number)", kind.definition.example)
            let body: JSON = ["type": JSON(kind.number), "name": .string(name), "value": .string(value)]
            let created = try await server.create(String(decoding: body.bytes, as: UTF8.self))
            #expect(created.status == 201, "\(created.body)")
            #expect(created.json["value"]?.string == value)
            #expect(created.json["typeString"]?.string == kind.typeString)
            asked.append([
                "name": .string("\(name).example.com."), "type": .string(kind.typeString), "rdata": .string(value),
            ])
        }
        try await expectDnspython(toGet: asked, from: server)
    }

    private func expectDnspython(toGet asked: [JSON], from server: Server) async throws {
        let input = String(decoding: JSON.array(asked).bytes, as: UTF8.self)
        let answers = try await Command.script("answers.py", ["\(server.dns)"], input: input)
        #expect(answers.status == 0, "\(answers.output)\(answers.errors)")
    }
}
