import Foundation
import Yams

/// The file of `--config`: a YAML mapping whose keys are the flags' names.
struct ConfigurationFile {
    let path: String
    let values: [Option: [String]]

    init(path: String) throws(UsageError) {
        let text: String
        do {
            text = try String(contentsOfFile: path, encoding: .utf8)
        } catch {
            throw UsageError("--config: \(path) cannot be read")
        }
        try self.init(text, path: path)
    }

    init(_ text: String, path: String) throws(UsageError) {
        self.path = path
        let document: Node?
        do {
            document = try compose(yaml: text)
        } catch {
            throw UsageError("\(path): not YAML: \(error)")
        }
        values = try document.map { document throws(UsageError) in try Self.values(of: document, path) } ?? [:]
    }

    private static func values(of document: Node, _ path: String) throws(UsageError) -> [Option: [String]] {
        guard let mapping = document.mapping else { throw UsageError("\(path): not a mapping of options") }
        var values: [Option: [String]] = [:]
        for (key, value) in mapping {
            guard let name = key.scalar?.string, let option = Option(rawValue: name) else {
                throw UsageError("\(path): unknown option \"\(key.scalar?.string ?? "")\"")
            }
            if let text = value.scalar?.string {
                values[option] = [text]
            } else if option.isRepeatable, let sequence = value.sequence {
                values[option] = sequence.compactMap { $0.scalar?.string }
                guard values[option]?.count == sequence.count else {
                    throw UsageError("\(path): \(name): not a list of texts")
                }
            } else {
                throw UsageError("\(path): \(name): not a text")
            }
        }
        return values
    }
}
