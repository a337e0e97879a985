import Foundation
import Records
import Testing

/// An answer as it came over the wire.
struct RawAnswer {
    let status: Int
    let fields: [(name: String, value: String)]
    let content: String

    subscript(name: String) -> String? { fields.first { $0.name.lowercased() == name.lowercased() }?.value }

    var json: JSON { (try? JSON(parsing: Array(content.utf8))) ?? .null }

    /// All answers in what a connection gave; each must say its length.
    static func all(in text: String) throws -> [RawAnswer] {
        var answers: [RawAnswer] = []
        var rest = Substring(text)
        while !rest.isEmpty {
            let end = try #require(rest.range(of: "\r\n\r\n"))
            let lines = rest[..<end.lowerBound].components(separatedBy: "\r\n")
            let fields = lines.dropFirst().map { line in
                let parts = line.split(separator: ":", maxSplits: 1)
                return (name: String(parts[0]), value: parts[1].trimmingCharacters(in: .whitespaces))
            }
            let status = try #require(lines[0].split(separator: " ").dropFirst().first.flatMap { Int($0) })
            let length = fields.first { $0.name.lowercased() == "content-length" }.flatMap { Int($0.value) } ?? 0
            let content = rest[end.upperBound...].utf8.prefix(length)
            rest = rest[content.endIndex...]
            answers.append(RawAnswer(status: status, fields: fields, content: String(content) ?? ""))
        }
        return answers
    }
}

extension Peer {
    /// The answers up to the end of the connection.
    func answers() async throws -> [RawAnswer] {
        let text = try await receive()
        return try RawAnswer.all(in: #require(text))
    }
}
