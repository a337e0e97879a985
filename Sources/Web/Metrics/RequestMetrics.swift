import Synchronization

/// Counts and times the requests of a listener.
final class RequestMetrics: Sendable {
    // Seconds, the upper ends of the buckets.
    private static let bounds = [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10]

    private struct Totals {
        var classes = [Int](repeating: 0, count: 5)
        var buckets = [Int](repeating: 0, count: bounds.count + 1)
        var seconds = 0.0
    }

    private let totals = Mutex(Totals())

    func record(status: Int, duration: Duration) {
        let seconds = duration / .seconds(1)
        let bucket = Self.bounds.firstIndex { seconds <= $0 } ?? Self.bounds.count
        totals.withLock { totals in
            totals.classes[min(max(status / 100, 1), 5) - 1] += 1
            totals.buckets[bucket] += 1
            totals.seconds += seconds
        }
    }

    var metrics: [Metric] {
        let totals = totals.withLock { $0 }
        return [
            Metric(
                "hostmaster_http_requests_total", "HTTP requests answered, by class of status.", .counter,
                totals.classes.enumerated().map { .init(Double($1), labels: [.init("status", "\($0 + 1)xx")]) }),
            Metric(
                "hostmaster_http_request_duration_seconds", "Time from a request's head to its answer.", .histogram,
                histogram(totals)),
        ]
    }

    private func histogram(_ totals: Totals) -> [Metric.Sample] {
        var samples: [Metric.Sample] = []
        var count = 0
        for (bound, bucket) in zip(Self.bounds.map { "\($0)" } + ["+Inf"], totals.buckets) {
            count += bucket
            samples.append(.init(Double(count), suffix: "_bucket", labels: [.init("le", bound)]))
        }
        samples.append(.init(totals.seconds, suffix: "_sum"))
        samples.append(.init(Double(count), suffix: "_count"))
        return samples
    }
}
