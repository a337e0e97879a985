import Foundation
import HTTPTypes
import Records
import Testing

@testable import ControlPlane
@testable import Web

/// Every route against everybody.
@Suite struct MatrixTests {
    /// Taken from the router: a route that was forgotten here fails.
    @Test func everyRouteIsInTheTable() async throws {
        try await Fixture.with { fixture in
            let routes = API(plane: fixture.plane, readiness: fixture.readiness).routes
                .map { "\($0.method.rawValue) \($0.path)" }
            let known = Set(MatrixRow.table.map(\.route))
            #expect(Set(routes).subtracting(known).sorted() == [])
            #expect(known.subtracting(routes).sorted() == [])
        }
    }

    @Test(arguments: MatrixRow.table)
    func everybodyIsToldWhatTheTableSays(_ row: MatrixRow) async throws {
        try await Fixture.with { fixture in
            let world = try await World(fixture)
            for persona in Persona.allCases {
                let path = try await world.path(of: row, for: persona, on: .ours)
                let reply = try await world.send(row, path, as: persona)
                let answer = reply.status == 403 ? reply.json["rule"]?.string ?? "403" : String(reply.status)
                #expect(answer == row.answers[persona], "\(persona): \(row.route): \(reply.body)")
                if reply.status == 401 { #expect(reply.json["code"]?.integer == 401) }
            }
        }
    }

    /// What is another organization's is not there: the whole answer is the one for what never was.
    /// (A domain that is offered is no stranger to those who may take it, by either path.)
    @Test(arguments: MatrixRow.table.filter { $0.template.contains("{") && $0.thing != .incomingDomain })
    func whatIsOthersIsLikeWhatThereIsNot(_ row: MatrixRow) async throws {
        try await Fixture.with { fixture in
            let world = try await World(fixture)
            for persona in [Persona.owner, .stranger, .other] {
                // A secret in a path is all that its bearer needs; the numbers of changes begin anew in each domain.
                for parameter in world.parameters(of: row) where !["token", "number"].contains(parameter) {
                    let real = try await world.path(of: row, for: persona, on: persona.home, foreign: parameter)
                    let random = world.path(real, of: row, withRandom: parameter)
                    let answers = [
                        try await world.send(row, real, as: persona), try await world.send(row, random, as: persona),
                    ]
                    #expect(answers[0].status == answers[1].status, "\(persona) \(parameter) \(row.route)")
                    #expect(
                        answers[0].body.replacing(real, with: "") == answers[1].body.replacing(random, with: ""),
                        "\(persona) \(parameter) \(row.route)")
                    #expect(names(of: answers[0].headers) == names(of: answers[1].headers))
                    #expect(
                        (400..<500).contains(answers[0].status), "\(persona) \(parameter): \(answers[0].body)")
                }
            }
        }
    }

    /// All fields but those that differ from answer to answer.
    private func names(of headers: HTTPFields) -> [String] {
        // A path is in the answer, so its length is another.
        headers.filter { ![.requestID, .date, .contentLength].contains($0.name) }.map { "\($0.name): \($0.value)" }
    }
}

extension World {
    /// The names of the parameters in the row's path.
    func parameters(of row: MatrixRow) -> [String] {
        row.template.split(separator: "/").filter { $0.hasPrefix("{") }.map { String($0.dropFirst().dropLast()) }
    }

    /// The row's path with things of that side in it, but for the parameter `foreign`.
    func path(
        of row: MatrixRow, for persona: Persona, on side: Side, foreign: String? = nil
    ) async throws -> String {
        var path = row.template
        for parameter in parameters(of: row) {
            let side = parameter == foreign ? side.other : side
            let value: String
            switch parameter {
            case "organizationId": value = String(organization(side).organization)
            case "domainId" where !row.thing.isDomain: value = organization(side).domains[0].uuid
            default:
                // What is a user's own is foreign when it is another user's.
                let user = parameter == foreign ? persona.foreigner : persona
                value = try await make(row.thing, for: user, on: side)
            }
            path = path.replacing("{\(parameter)}", with: value)
        }
        return path
    }

    /// The same path with something in that place that never was.
    func path(_ path: String, of row: MatrixRow, withRandom parameter: String) -> String {
        let template = row.template.split(separator: "/", omittingEmptySubsequences: false)
        let values = path.split(separator: "/", omittingEmptySubsequences: false)
        return zip(template, values).map { name, value in
            guard name == "{\(parameter)}" else { return String(value) }
            return Int64(value) == nil ? UUID().uuidString.lowercased() : "999999999"
        }.joined(separator: "/")
    }

    func send(_ row: MatrixRow, _ path: String, as persona: Persona) async throws -> Reply {
        guard let method = HTTPRequest.Method(row.method) else { preconditionFailure("\(row.method) is no method") }
        var headers = try await headers(of: persona)
        headers[.contentType] = row.contentType
        return try await fixture.send(
            method, path, row.body?.replacing("{n}", with: "\(Self.unique)"), token: nil, headers: headers)
    }
}
