/// The text format of Prometheus, version 0.0.4.
enum MetricsText {
    static let contentType = "text/plain; version=0.0.4; charset=utf-8"

    static func write(_ metrics: [Metric]) -> String {
        metrics.map(write).joined()
    }

    private static func write(_ metric: Metric) -> String {
        let head = "# HELP \(metric.name) \(metric.help)\n# TYPE \(metric.name) \(metric.kind.rawValue)\n"
        return metric.samples.reduce(into: head) { text, sample in
            text += "\(metric.name)\(sample.suffix)\(write(sample.labels)) \(write(sample.value))\n"
        }
    }

    private static func write(_ labels: [Metric.Label]) -> String {
        guard !labels.isEmpty else { return "" }
        return "{\(labels.map { "\($0.name)=\"\(escape($0.value))\"" }.joined(separator: ","))}"
    }

    private static func escape(_ value: String) -> String {
        value.reduce(into: "") { text, character in
            switch character {
            case "\\": text += "\\\\"
            case "\"": text += "\\\""
            case "\n": text += "\\n"
            default: text.append(character)
            }
        }
    }

    private static func write(_ value: Double) -> String {
        if value == .infinity { return "+Inf" }
        return Int64(exactly: value).map(String.init) ?? String(value)
    }
}
