import Foundation
import Logging

/// One line an event on standard error: time, level, label, message, `key=value`.
struct LineLog: LogHandler {
    let label: String
    var logLevel: Logger.Level
    var metadata: Logger.Metadata = [:]
    var metadataProvider: Logger.MetadataProvider?

    init(_ label: String, level: Logger.Level) {
        self.label = label
        logLevel = level
    }

    subscript(metadataKey key: String) -> Logger.Metadata.Value? {
        get { metadata[key] }
        set { metadata[key] = newValue }
    }

    func log(event: LogEvent) {
        var line = "\(Self.time()) \(event.level) \(label): "
        Self.append("\(event.message)", into: &line)
        var all = metadata
        if let provided = metadataProvider?.get() { all.merge(provided) { $1 } }
        if let more = event.metadata { all.merge(more) { $1 } }
        for (key, value) in all.sorted(by: { $0.key < $1.key }) {
            line += " \(key)="
            Self.appendValue("\(value)", into: &line)
        }
        line += "\n"
        // One write a line: lines of several threads do not mix.
        line.withUTF8 { bytes in _ = Foundation.write(STDERR_FILENO, bytes.baseAddress, bytes.count) }
    }

    private static func time() -> String {
        Date().formatted(
            .iso8601.year().month().day().time(includingFractionalSeconds: true).timeZone(separator: .omitted))
    }

    /// What would end the line, or move the cursor of a terminal, is escaped: part of it came from outside.
    private static func append(_ text: String, into line: inout String) {
        for scalar in text.unicodeScalars {
            switch scalar {
            case "\n": line += "\\n"
            case "\r": line += "\\r"
            case _ where scalar.value < 0x20 || (0x7f...0x9f).contains(scalar.value):
                line += "\\u{\(String(scalar.value, radix: 16))}"
            default: line.unicodeScalars.append(scalar)
            }
        }
    }

    private static func appendValue(_ text: String, into line: inout String) {
        guard text.contains(where: { $0 == " " || $0 == "\"" || $0 == "=" }) || text.isEmpty else {
            return append(text, into: &line)
        }
        line += "\""
        append(text.replacing("\"", with: "\\\""), into: &line)
        line += "\""
    }
}
