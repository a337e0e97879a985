import DNS
import Records
import Testing

@Suite struct BodyCaseTests {
    @Test func thereAreAtLeastTwoThousandBodies() {
        #expect(BodyCase.all.count >= 2000)
    }

    @Test(arguments: BodyCase.all)
    func aBodyGivesItsRecordOrExactlyItsViolations(_ bodyCase: BodyCase) {
        switch read(bodyCase.body) {
        case .violations(let all): #expect(all == bodyCase.violations)
        case .record(let draft):
            #expect(bodyCase.violations == [])
            let record = DNSRecord(recordId: 1, draft: draft, createdAt: 0, updatedAt: 0)
            #expect(record.members(ofDomain: "d")[bodyCase.member] == bodyCase.written)
        }
        guard !bodyCase.messages.isEmpty else { return }
        let told = messages(bodyCase.body)
        for message in bodyCase.messages { #expect(told.count { $0.hasPrefix(message) } == 1) }
    }

    @Test(arguments: ModelType.all)
    func theTableIsTheOneOfTheRecordModel(_ type: ModelType) throws {
        let kind = try #require(RecordKind(number: Int(type.number)))
        #expect(kind.typeString == type.typeString)
        #expect(Set(kind.definition.fields.map(\.field.rawValue)) == Set(type.fields.keys))
        #expect(RecordKind.all.count { $0.number < 1000 } == ModelType.all.count { $0.number < 1000 })
    }

    @Test(arguments: RecordKind.all)
    func theExampleOfAKindIsAValueOfIt(_ kind: RecordKind) throws {
        let draft = try draft(body(kind.typeString, kind.definition.example))
        #expect(draft.value == kind.definition.example)
        #expect((draft.rdata?.wire ?? draft.canonical) == draft.canonical)
        #expect((draft.rdata == nil) == (kind.rrType == nil))
    }
}
