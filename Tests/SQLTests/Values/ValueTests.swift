import SQL
import Testing

@Suite struct ValueTests {
    static let values: [SQLValue] = [
        .null, .integer(0), .integer(.min), .integer(.max), .real(0.5), .real(-1e300), .text(""), .text("exämple\0.☃"),
        .blob([]), .blob([0, 1, 255]), .text(String(repeating: "x", count: 100_000)),
        .blob([UInt8](repeating: 7, count: 100_000)),
    ]

    @Test(arguments: values) func valueComesBackAsItWasWritten(_ value: SQLValue) async throws {
        try await withStore("create table kept (value)") { database in
            try await database.write { try $0.run("insert into kept (value) values ($1)", value) }
            let rows = try await database.read { try $0.run("select value from kept") }
            #expect(rows == [Row([value])])
        }
    }

    @Test func swiftValuesBecomeTheirKind() {
        #expect(true.sqlValue == .integer(1))
        #expect(UInt32.max.sqlValue == .integer(4_294_967_295))
        #expect(String?.none.sqlValue == .null)
        #expect(Int64?(7).sqlValue == .integer(7))
        #expect(([1, 2, 3] as [UInt8])[1...].sqlValue == .blob([2, 3]))
    }

    @Test func rowGivesEachKindAndItsAbsence() async throws {
        try await withStore { database in
            let row = try await database.read { try $0.run("select 7, 0.5, 'seven', x'0007', null, 3")[0] }
            #expect(row.integer(0) == 7)
            #expect(row.real(1) == 0.5)
            #expect(row.text(2) == "seven")
            #expect(row.blob(3) == [0, 7])
            #expect(row.isNull(4) && !row.isNull(0))
            #expect(row.integerIfPresent(4) == nil && row.textIfPresent(4) == nil)
            #expect(row.blobIfPresent(4) == nil && row.realIfPresent(4) == nil)
            #expect(row.real(5) == 3)
        }
    }

    @Test func viewLendsAndCopies() async throws {
        try await withStore { database in
            try await database.read { connection in
                var rows = 0
                try connection.forEach("select $1, $2, $3, $4, null", [7, 0.5, "seven", [9, 8, 7] as [UInt8]]) { row in
                    rows += 1
                    #expect(row.integer(0) == 7)
                    #expect(row.real(1) == 0.5)
                    #expect(row.text(2) == "seven")
                    #expect(row.blob(3) == [9, 8, 7])
                    #expect(row.withBytes(3) { $0.unsafeLoad(fromByteOffset: 2, as: UInt8.self) } == 7)
                    #expect(row.withBytes(2) { $0.byteCount } == 5)
                    #expect(row.isNull(4) && row.text(4).isEmpty && row.withBytes(4) { $0.isEmpty })
                    return true
                }
                #expect(rows == 1)
            }
        }
    }
}
