import HTTPTypes
import Hummingbird
import HummingbirdTesting
import Testing

@testable import Web

@Suite struct MetricsTextTests {
    @Test func isWhatPrometheusReads() {
        let metric = Metric(
            "a_total", "As.", .counter, [.init(3), .init(0.5, suffix: "_sum", labels: [.init("l", "x\"y\\z\n")])])
        #expect(
            MetricsText.write([metric]) == """
                # HELP a_total As.
                # TYPE a_total counter
                a_total 3
                a_total_sum{l="x\\"y\\\\z\\n"} 0.5

                """)
    }

    @Test func bucketsAddUp() {
        let metrics = RequestMetrics()
        for milliseconds in [1, 3, 700, 20_000] { metrics.record(status: 201, duration: .milliseconds(milliseconds)) }
        metrics.record(status: 404, duration: .zero)
        let text = MetricsText.write(metrics.metrics)
        for line in [
            #"hostmaster_http_requests_total{status="2xx"} 4"#, #"hostmaster_http_requests_total{status="4xx"} 1"#,
            #"hostmaster_http_request_duration_seconds_bucket{le="0.001"} 2"#,
            #"hostmaster_http_request_duration_seconds_bucket{le="0.005"} 3"#,
            #"hostmaster_http_request_duration_seconds_bucket{le="1.0"} 4"#,
            #"hostmaster_http_request_duration_seconds_bucket{le="+Inf"} 5"#,
            "hostmaster_http_request_duration_seconds_count 5",
        ] {
            #expect(text.contains(line + "\n"), "\(line)")
        }
    }

    @Test func areShownOnTheirOwnListenerAlone() async throws {
        try await Fixture.with { fixture in
            _ = try await fixture.create("www")
            #expect(try await fixture.send(.get, "/metrics", token: nil).status == 404)
            let more = Metric("hostmaster_more", "More.", .gauge, [.init(1)])
            let text = try await fixture.web.metricsApplication { [more] }.test(.router) { client in
                try await client.execute(uri: "/metrics", method: .get) { String(buffer: $0.body) }
            }
            #expect(text.contains("hostmaster_more 1\n"))
            #expect(text.contains(#"hostmaster_http_requests_total{status="2xx"} 1"#))
            #expect(text.contains("process_resident_memory_bytes "))
            #expect(!text.contains("example"))
        }
    }
}
