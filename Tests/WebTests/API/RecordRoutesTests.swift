import ControlPlane
import HTTPTypes
import Records
import Testing

@testable import Web

@Suite struct RecordRoutesTests {
    @Test func createAnswersWithTheRecordAsTheContractWritesIt() async throws {
        try await Fixture.with { fixture in
            let reply = try await fixture.send(
                .post, fixture.records,
                #"{"type":0,"ttl":3600,"value":"192.0.2.1","name":"www","comment":"Primary web server"}"#)
            #expect(reply.status == 201)
            let id = try #require(reply.json["recordId"]?.integer)
            let domain = fixture.ours.domains[0].uuid
            #expect(
                reply.body == """
                    {"@context":"/api/contexts/dns-record","@id":"\(fixture.records)/\(id)","@type":"dns-record",\
                    "recordId":\(id),"domainId":"\(domain)","type":0,"ttl":3600,"value":"192.0.2.1","name":"www",\
                    "weight":null,"priority":null,"port":null,"flags":null,"tag":null,"monitorStatus":0,\
                    "monitorType":0,"comment":"Primary web server","id":"\(domain):\(id)","typeString":"A"}
                    """)
            #expect(reply.headers[.location] == "\(fixture.records)/\(id)")
            #expect(reply.headers[.eTag] == #""1-l0""#)
            #expect(reply.headers[.contentType] == "application/ld+json")
            #expect(reply.headers[.vary] == "Accept, Accept-Encoding, Authorization, X-API-TOKEN")
            #expect(reply.headers[.xContentTypeOptions] == "nosniff")
            #expect(
                reply.headers[.link]
                    == "</api/docs.jsonld>; rel=\"http://www.w3.org/ns/hydra/core#apiDocumentation\"")
            #expect(reply.headers[.requestID]?.isEmpty == false)
        }
    }

    @Test func plainJSONHasNoMembersOfJSONLD() async throws {
        try await Fixture.with { fixture in
            let reply = try await fixture.create("www", headers: [.accept: "application/json"])
            #expect(reply.status == 201)
            #expect(reply.headers[.contentType] == "application/json")
            #expect(reply.headers[.eTag] == #""1-j0""#)
            #expect(reply.body.hasPrefix(#"{"recordId":"#))
            #expect(!reply.body.contains("\"@"))
        }
    }

    @Test func theBodyOfOlderDocumentationHasFourViolations() async throws {
        try await Fixture.with { fixture in
            let reply = try await fixture.send(
                .post, fixture.records,
                """
                {"type":0,"ttl":3600,"value":"192.0.2.1","name":"www","weight":0,"priority":10,"port":0,"flags":0,\
                "tag":"issue","monitorType":0,"comment":"Primary web server"}
                """)
            #expect(reply.status == 422)
            #expect(reply.headers[.contentType] == "application/problem+json")
            #expect(reply.json["@type"]?.string == "ConstraintViolation")
            #expect(reply.violations == ["priority", "port", "flags", "tag"])
            let messages = try #require(reply.json["violations"]?.array).compactMap { $0["message"]?.string }
            for (message, type) in zip(messages, ["MX", "SRV", "CAA", "CAA"]) { #expect(message.contains(type)) }
        }
    }

    @Test func warningsAreThereOnlyWhenThereAreSome() async throws {
        try await Fixture.with { fixture in
            let plain = try await fixture.create("www")
            #expect(plain.json["warnings"] == nil)
            let weighted = try await fixture.send(
                .post, fixture.records, #"{"type":"A","name":"a","value":"192.0.2.2","weight":10}"#)
            #expect(weighted.status == 201)
            #expect(weighted.json["warnings"]?.array?.first?["code"]?.string == "not-served-yet")
        }
    }

    @Test func theSameTagMeansTheSameBytes() async throws {
        try await Fixture.with { fixture in
            let body = #"{"type":"A","name":"a","value":"192.0.2.2","ttl":300,"weight":10}"#
            let created = try await fixture.send(.post, fixture.records, body)
            let location = try #require(created.headers[.location])
            let tag = try #require(created.headers[.eTag])
            let read = try await fixture.send(.get, location)
            #expect(read.body == created.body)
            #expect(read.headers[.eTag] == tag)
            #expect(tag.hasPrefix(#""1-l0w"#))
            let member = try await fixture.send(.get, fixture.records).json["member"]?.array?.first
            #expect(member?["warnings"] == created.json["warnings"])
            #expect(try await fixture.send(.get, location, headers: [.ifNoneMatch: tag]).status == 304)
            // A neighbour alters the warnings and not the record.
            let neighbour = try await fixture.send(
                .post, fixture.records, #"{"type":"A","name":"a","value":"192.0.2.3","ttl":60}"#)
            let after = try await fixture.send(.get, location, headers: [.ifNoneMatch: tag])
            #expect(after.status == 200)
            #expect(
                after.json["warnings"]?.array?.compactMap { $0["code"]?.string } == ["ttl-mismatch", "not-served-yet"])
            #expect(after.headers[.eTag]?.hasPrefix(#""1-l0w"#) == true)
            #expect(after.headers[.eTag] != tag)
            #expect(try await fixture.send(.delete, location, headers: [.ifMatch: tag]).status == 204)
            let alone = try await fixture.send(.get, try #require(neighbour.headers[.location]))
            #expect(alone.json["warnings"] == nil)
            #expect(alone.headers[.eTag] == #""1-l0""#)
        }
    }

    @Test func whatWasReadCanBeSentBack() async throws {
        try await Fixture.with { fixture in
            let created = try await fixture.create("www")
            let body = created.body.replacing(#""name":"www""#, with: #""name":"copy""#)
            #expect(try await fixture.send(.post, fixture.records, body).status == 201)
        }
    }

    @Test func oneIsReadByEitherOfItsIds() async throws {
        try await Fixture.with { fixture in
            let created = try await fixture.create("www")
            let id = try #require(created.json["recordId"]?.integer)
            let composite = "\(fixture.ours.domains[0].uuid):\(id)"
            for name in ["\(id)", composite, composite.replacing(":", with: "%3A")] {
                let reply = try await fixture.send(.get, "\(fixture.records)/\(name)")
                #expect(reply.status == 200)
                #expect(reply.body == created.body)
                #expect(reply.headers[.eTag] == created.headers[.eTag])
            }
            for name in ["\(id + 1)", "0", "-1", "x", "\(fixture.theirs.domains[0].uuid):\(id)", "\(id)%2F", "%FF"] {
                #expect(try await fixture.send(.get, "\(fixture.records)/\(name)").status == 404, "\(name)")
            }
        }
    }

    @Test func anUnchangedOneIs304() async throws {
        try await Fixture.with { fixture in
            let location = try #require(try await fixture.create("www").headers[.location])
            let reply = try await fixture.send(.get, location, headers: [.ifNoneMatch: #""1-l0""#])
            #expect(reply.status == 304)
            #expect(reply.body.isEmpty)
            #expect(reply.headers[.eTag] == #""1-l0""#)
            let other = try await fixture.send(
                .get, location, headers: [.ifNoneMatch: #""1-l0""#, .accept: "application/json"])
            #expect(other.status == 200)
        }
    }

    @Test func headIsGetWithoutItsBody() async throws {
        try await Fixture.with { fixture in
            let location = try #require(try await fixture.create("www").headers[.location])
            let get = try await fixture.send(.get, location)
            let head = try await fixture.send(.head, location)
            #expect(head.status == 200)
            #expect(head.body.isEmpty)
            #expect(head.headers[.eTag] == get.headers[.eTag])
            #expect(head.headers[.contentLength] == get.headers[.contentLength])
        }
    }

    @Test func deleteEndsIt() async throws {
        try await Fixture.with { fixture in
            let location = try #require(try await fixture.create("www").headers[.location])
            let reply = try await fixture.send(.delete, location)
            #expect(reply.status == 204)
            #expect(reply.body.isEmpty)
            #expect(try await fixture.send(.get, location).status == 404)
            #expect(try await fixture.send(.delete, location).status == 404)
        }
    }

    @Test(arguments: [
        (#""1-l0""#, 204), (#""1-j0""#, 204), ("*", 204), (#""7-l0", "1-l0""#, 204), (#""2-l0""#, 412),
        (#"W/"1-l0""#, 412), ("1", 412),
    ])
    func deleteMindsIfMatch(_ condition: String, _ status: Int) async throws {
        try await Fixture.with { fixture in
            let location = try #require(try await fixture.create("www").headers[.location])
            let reply = try await fixture.send(.delete, location, headers: [.ifMatch: condition])
            #expect(reply.status == status)
            #expect(try await fixture.send(.get, location).status == (status == 204 ? 404 : 200))
        }
    }

    @Test func aDuplicateNamesTheOneInTheWay() async throws {
        try await Fixture.with { fixture in
            let location = try #require(try await fixture.create("www").headers[.location])
            let reply = try await fixture.create("WWW")
            #expect(reply.status == 409)
            #expect(reply.slug == "conflict")
            #expect(reply.json["violations"]?.array?.first?["code"]?.string == "duplicate")
            #expect(reply.json["conflictsWith"] == .array([.string(location)]))
            #expect(reply.json.object?.members.map(\.name).suffix(2) == ["violations", "conflictsWith"])
        }
    }

    @Test func anothersThingsAreNotThere() async throws {
        try await Fixture.with { fixture in
            let location = try #require(try await fixture.create("www").headers[.location])
            let theirs = fixture.theirs.token
            let unknown = try await fixture.send(.get, fixture.records + "/999999", token: theirs)
            for (method, path, body) in [
                (.get, location, nil), (.delete, location, nil), (.get, fixture.records, nil),
                (.post, fixture.records, #"{"name":"a","value":"192.0.2.1"}"#),
                // Their organization, our domain; and a domain that is not one.
                (.get, location.replacing("/organizations/1/", with: "/organizations/2/"), nil),
                (.get, "/api/organizations/2/domains/\(fixture.ours.domains[0].uuid)/dns-records", nil),
                (.get, "/api/organizations/2/domains/00000000-0000-0000-0000-000000000000/dns-records", nil),
            ] as [(HTTPRequest.Method, String, String?)] {
                let reply = try await fixture.send(method, path, body, token: theirs)
                #expect(reply.status == 404, "\(method) \(path)")
                #expect(reply.json["detail"] == unknown.json["detail"])
            }
            #expect(try await fixture.send(.get, location).status == 200)
        }
    }
}
