import HTTPTypes
import Records
import Testing

@Suite struct ChangeRoutesTests {
    private func changes(_ fixture: Fixture) -> String { fixture.records.replacing("/dns-records", with: "/changes") }

    @Test func aSetIsOneChangeAndIsAnsweredAsTheContractWritesIt() async throws {
        try await Fixture.with { fixture in
            let first = try #require(try await fixture.create("www").json["recordId"]?.integer)
            let reply = try await fixture.send(
                .post, changes(fixture),
                """
                {"message":"move","edits":[{"action":"update","recordId":\(first),"record":{"ttl":60}},\
                {"action":"create","record":{"type":"TXT","name":"@","value":"hello"}}]}
                """)
            #expect(reply.status == 201)
            #expect(reply.headers[.location] == "\(changes(fixture))/3")
            #expect(
                reply.json.object?.members.map(\.name) == [
                    "@context", "@id", "@type", "number", "sequence", "serial", "state", "createdAt", "actor",
                    "origin", "message", "edits", "receipts", "warnings",
                ])
            #expect(reply.json["@type"] == "change")
            #expect(reply.json["number"] == 3)
            #expect(reply.json["state"] == "applied")
            #expect(reply.json["message"] == "move")
            #expect(reply.json["actor"]?["type"] == "token")
            let edits = try #require(reply.json["edits"]?.array)
            #expect(edits.map { $0["action"] } == ["update", "create"])
            #expect(edits[0]["before"]?["ttl"] == 3600)
            #expect(edits[0]["after"]?["ttl"] == 60)
            #expect(edits[1]["before"] == .null)
            let made = try #require(edits[1]["after"]?["recordId"]?.integer)
            let read = try await fixture.send(
                .get, "\(fixture.records)/\(made)", headers: [.accept: "application/json"])
            #expect(read.json == edits[1]["after"])
            let again = try await fixture.send(.get, try #require(reply.headers[.location]))
            #expect(again.body == reply.body)
            #expect(again.headers[.eTag] == reply.headers[.eTag])
        }
    }

    @Test func allViolationsOfAllEditsAreTold() async throws {
        try await Fixture.with { fixture in
            let first = try #require(try await fixture.create("www").json["recordId"]?.integer)
            func violations(_ body: String) async throws -> [String] {
                let reply = try await fixture.send(.post, changes(fixture), body)
                #expect(reply.status == 422, "\(reply.body)")
                return reply.violations
            }
            #expect(
                try await violations(
                    """
                    {"edits":[{"action":"create","record":{"type":"A","name":"a","value":"x","ttl":1}},\
                    {"action":"fly"},{"action":"delete"},{"action":"update","recordId":"1","record":{}},\
                    {"action":"delete","recordId":1,"record":{}},{"action":"create"},7],"zzz":1}
                    """) == [
                        "edits[0].record.ttl", "edits[0].record.value", "edits[1].action", "edits[2].recordId",
                        "edits[3].recordId", "edits[4].record", "edits[5].record", "edits[6]", "zzz",
                    ])
            #expect(
                try await violations(
                    """
                    {"edits":[{"action":"update","recordId":\(first),"record":{"ttl":1,"port":1}},\
                    {"action":"delete","recordId":999999},\
                    {"action":"update","recordId":\(first),"record":{"value":"x"}}]}
                    """) == [
                        "edits[0].record.ttl", "edits[0].record.port", "edits[1].recordId", "edits[2].record.value",
                    ])
            #expect(
                try await violations(
                    """
                    {"edits":[{"action":"update","recordId":\(first),"record":{"ttl":1}},{"action":"fly"},\
                    {"action":"update","recordId":\(first),"record":{"port":1}}],"zzz":1}
                    """) == ["edits[0].record.ttl", "edits[1].action", "edits[2].record.port", "zzz"])
            for body in [#"{}"#, #"{"edits":[]}"#, #"{"edits":1}"#, #"{"edits":null}"#] {
                #expect(try await violations(body) == ["edits"])
            }
            let many = Array(repeating: #"{"action":"delete","recordId":1}"#, count: 1001).joined(separator: ",")
            #expect(try await violations("{\"edits\":[\(many)]}") == ["edits"])
            #expect(try await fixture.send(.get, changes(fixture)).json["totalItems"] == 2)
        }
    }

    @Test func aDryRunSaysWhatWouldBe() async throws {
        try await Fixture.with { fixture in
            let body =
                #"{"edits":[{"action":"create","record":{"type":"A","name":"a","value":"192.0.2.1","weight":1}}]}"#
            let reply = try await fixture.send(.post, "\(changes(fixture))?dryRun=true", body)
            #expect(reply.status == 200)
            #expect(reply.headers[.location] == nil)
            #expect(reply.json["@id"] == nil)
            #expect(reply.json["number"] == .null)
            #expect(reply.json["state"] == "planned")
            let after = reply.json["edits"]?.array?.first?["after"]
            #expect(after?["value"] == "192.0.2.1")
            #expect(after?["recordId"] == .null)
            #expect(after?["id"] == .null)
            let warning = reply.json["warnings"]?.array?.first
            #expect(warning?["code"] == "not-served-yet")
            #expect(warning?["propertyPath"] == "edits[0].record.weight")
            #expect(try await fixture.send(.get, fixture.records).json["totalItems"] == 0)
            let real = try await fixture.send(.post, "\(changes(fixture))?dryRun=false", body)
            #expect(real.status == 201)
            #expect(real.json["serial"] == reply.json["serial"])
            #expect(try await fixture.send(.post, "\(changes(fixture))?dryRun=yes", body).status == 400)
        }
    }

    @Test func whatAltersNothingIsNoChange() async throws {
        try await Fixture.with { fixture in
            let id = try #require(try await fixture.create("www").json["recordId"]?.integer)
            let reply = try await fixture.send(
                .post, changes(fixture),
                #"{"edits":[{"action":"update","recordId":\#(id),"record":{"ttl":3600}}]}"#)
            #expect(reply.status == 200)
            #expect(reply.json["number"] == .null)
            #expect(reply.json["state"] == "applied")
            #expect(reply.json["edits"] == [])
        }
    }

    @Test func theListGoesFromPartToPart() async throws {
        try await Fixture.with { fixture in
            for i in 1...4 { _ = try await fixture.create("h\(i)") }
            var numbers: [Int64] = []
            var path: String? = "\(changes(fixture))?itemsPerPage=2"
            while let next = path {
                let reply = try await fixture.send(.get, next)
                #expect(reply.status == 200)
                #expect(reply.json["totalItems"] == 5)
                numbers += reply.json["member"]?.array?.compactMap { $0["number"]?.integer } ?? []
                path = reply.json["view"]?["next"]?.string
            }
            #expect(numbers == [5, 4, 3, 2, 1])
            for query in ["cursor=x", "cursor=0", "itemsPerPage=101", "page=1", "system=1"] {
                #expect(try await fixture.send(.get, "\(changes(fixture))?\(query)").status == 400, "\(query)")
            }
        }
    }

    @Test func aChangeIsReverted() async throws {
        try await Fixture.with { fixture in
            let location = try #require(try await fixture.create("www").headers[.location])
            let before = try await fixture.send(.get, location)
            #expect(try await fixture.send(.delete, location).status == 204)
            let revert = "\(changes(fixture))/3/revert"
            let tried = try await fixture.send(.post, "\(revert)?dryRun=true")
            #expect(tried.status == 200)
            #expect(tried.json["edits"]?.array?.first?["after"]?["name"] == "www")
            #expect(try await fixture.send(.get, location).status == 404)
            let reverted = try await fixture.send(.post, revert, #"{"message":"it was needed"}"#)
            #expect(reverted.status == 201)
            #expect(reverted.json["origin"] == "revert")
            #expect(reverted.json["message"] == "it was needed")
            let after = try await fixture.send(.get, location)
            #expect(after.body == before.body)
            #expect(after.headers[.eTag] != before.headers[.eTag])
            let twice = try await fixture.send(.post, revert)
            #expect(twice.status == 409)
            #expect(twice.json["conflictsWith"] == .array([.string(location)]))
            #expect(try await fixture.send(.post, revert, #"{"massage":""}"#).violations == ["massage"])
            #expect(try await fixture.send(.post, "\(changes(fixture))/99/revert").status == 404)
        }
    }

    @Test func aDomainIsRestored() async throws {
        try await Fixture.with { fixture in
            let location = try #require(try await fixture.create("www").headers[.location])
            #expect(try await fixture.send(.delete, location).status == 204)
            let restore = fixture.records.replacing("/dns-records", with: "/restore")
            let tried = try await fixture.send(.post, "\(restore)?dryRun=true", #"{"at":2}"#)
            #expect(tried.status == 200)
            #expect(tried.json["state"] == "planned")
            let done = try await fixture.send(.post, restore, #"{"at":2,"message":"back"}"#)
            #expect(done.status == 201)
            #expect(done.json["origin"] == "restore")
            #expect(done.headers[.location] == "\(changes(fixture))/4")
            #expect(try await fixture.send(.get, location).status == 200)
            #expect(try await fixture.send(.post, restore, #"{"at":2}"#).status == 200)
            for (body, violations) in [
                (#"{}"#, ["at"]), (#"{"at":0}"#, ["at"]), (#"{"at":"soon","x":1}"#, ["at", "x"]),
                (#"{"at":99}"#, ["at"]),
            ] {
                let reply = try await fixture.send(.post, restore, body)
                #expect(reply.status == 422)
                #expect(reply.violations == violations)
            }
        }
    }

    @Test func thingsAreReadAsTheyWere() async throws {
        try await Fixture.with { fixture in
            let location = try #require(try await fixture.create("www").headers[.location])
            let then = try await fixture.send(.get, location)
            #expect(try await fixture.send(.patch, location, #"{"ttl":60}"#).status == 200)
            #expect(try await fixture.send(.delete, location).status == 204)
            #expect(try await fixture.send(.get, "\(location)?at=2").body == then.body)
            #expect(try await fixture.send(.get, "\(location)?at=3").json["ttl"] == 60)
            #expect(try await fixture.send(.get, "\(location)?at=4").status == 404)
            #expect(try await fixture.send(.get, "\(location)?at=x").status == 400)
            let list = try await fixture.send(.get, "\(fixture.records)?at=3")
            #expect(list.json["totalItems"] == 1)
            #expect(list.json["member"]?.array?.first?["ttl"] == 60)
            let domain = fixture.records.replacing("/dns-records", with: "")
            #expect(try await fixture.send(.get, "\(domain)?at=2").json["recordCount"] == 1)
            #expect(try await fixture.send(.get, "\(domain)?at=4").json["recordCount"] == 0)
            #expect(try await fixture.send(.get, "\(domain)?at=2001-01-01T00:00:00Z").status == 404)
            #expect(
                try await fixture.send(.get, "\(domain)/zone-file?at=2").body.contains("www\t3600\tIN\tA\t192.0.2.1\n"))
            #expect(!(try await fixture.send(.get, "\(domain)/zone-file").body.contains("www")))
        }
    }

    @Test func aRecordIsPatched() async throws {
        try await Fixture.with { fixture in
            let location = try #require(try await fixture.create("www").headers[.location])
            let patched = try await fixture.send(
                .patch, location, #"{"ttl":60,"comment":"now"}"#,
                headers: [.contentType: "application/merge-patch+json"])
            #expect(patched.status == 200)
            #expect(patched.json["ttl"] == 60)
            #expect(patched.json["value"] == "192.0.2.1")
            #expect(patched.headers[.eTag] == #""2-l0""#)
            #expect(try await fixture.send(.get, location).body == patched.body)
            let cleared = try await fixture.send(.patch, location, #"{"comment":null}"#)
            #expect(cleared.json["comment"] == .null)
            let refused = try await fixture.send(.patch, location, #"{"type":1,"value":"x","name":""}"#)
            #expect(refused.status == 422)
            #expect(refused.violations == ["type"])
            let stale = try await fixture.send(.patch, location, #"{"ttl":61}"#, headers: [.ifMatch: #""2-l0""#])
            #expect(stale.status == 412)
            let fresh = try await fixture.send(.patch, location, #"{"ttl":61}"#, headers: [.ifMatch: #""3-l0""#])
            #expect(fresh.status == 200)
            _ = try await fixture.create("www", "192.0.2.2")
            let conflict = try await fixture.send(.patch, location, #"{"value":"192.0.2.2"}"#)
            #expect(conflict.status == 409)
            #expect(conflict.violations == ["value"])
            #expect(try await fixture.send(.patch, "\(fixture.records)/999999", #"{}"#).status == 404)
        }
    }
}
