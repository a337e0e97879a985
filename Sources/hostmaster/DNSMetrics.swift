import DNS
import Nameserver
import Web

/// The name server's counters as totals for the operator.
enum DNSMetrics {
    // Those of sixteen and above need EDNS and are not counted apart.
    private static let codes = (0...10).map { ResponseCode(rawValue: $0) }

    static func metrics(of threads: [Counters]) -> [Metric] {
        [
            Metric(
                "hostmaster_dns_replies_total", "DNS replies, by serving thread and response code.", .counter,
                samples(threads) { thread, labels in
                    codes.map { code in
                        .init(Double(thread.replies(Int(code.rawValue))), labels: labels + [.init("rcode", "\(code)")])
                    }
                }),
            Metric(
                "hostmaster_dns_dropped_total", "DNS packets that got no reply.", .counter,
                samples(threads) { thread, labels in [.init(Double(thread.dropped), labels: labels)] }),
            Metric(
                "hostmaster_dns_truncated_total", "DNS replies sent with TC.", .counter,
                samples(threads) { thread, labels in [.init(Double(thread.truncations), labels: labels)] }),
        ]
    }

    private static func samples(
        _ threads: [Counters], _ samples: (Counters, [Metric.Label]) -> [Metric.Sample]
    ) -> [Metric.Sample] {
        threads.enumerated().flatMap { index, thread in
            samples(thread, [.init("transport", thread.transport.rawValue), .init("thread", "\(index)")])
        }
    }
}
