import Foundation

/// What the kernel says of this process, under the names that every dashboard knows.
enum ProcessMetrics {
    static var metrics: [Metric] {
        var metrics: [Metric] = []
        if let statistics = Statistics() {
            metrics += [
                gauge("process_cpu_seconds_total", "User and system CPU time.", statistics.cpuSeconds, .counter),
                gauge("process_resident_memory_bytes", "Resident memory.", statistics.residentBytes),
                gauge("process_start_time_seconds", "Start of the process, Unix time.", statistics.startTime),
                gauge("process_threads", "Threads.", statistics.threads),
            ]
        }
        if let descriptors = try? FileManager.default.contentsOfDirectory(atPath: "/proc/self/fd") {
            metrics.append(gauge("process_open_fds", "Open file descriptors.", Double(descriptors.count)))
        }
        return metrics
    }

    private static func gauge(
        _ name: String, _ help: String, _ value: Double, _ kind: Metric.Kind = .gauge
    ) -> Metric {
        Metric(name, help, kind, [.init(value)])
    }
}

/// /proc/self/stat, proc_pid_stat(5).
private struct Statistics {
    let cpuSeconds: Double
    let residentBytes: Double
    let startTime: Double
    let threads: Double

    init?() {
        guard let stat = try? String(contentsOfFile: "/proc/self/stat", encoding: .utf8),
            let uptime = try? String(contentsOfFile: "/proc/uptime", encoding: .utf8).split(separator: " ").first,
            let secondsUp = Double(uptime)
        else { return nil }
        // The program's name, in brackets, may hold spaces: the fields are counted from its end, the third one.
        let fields = stat[(stat.lastIndex(of: ")") ?? stat.startIndex)...].split(separator: " ").map { Double($0) ?? 0 }
        guard fields.count > 22 else { return nil }
        let ticks = Double(sysconf(Int32(_SC_CLK_TCK)))
        func field(_ number: Int) -> Double { fields[number - 2] }
        cpuSeconds = (field(14) + field(15)) / ticks
        threads = field(20)
        startTime = Date().timeIntervalSince1970 - secondsUp + field(22) / ticks
        residentBytes = field(24) * Double(sysconf(Int32(_SC_PAGESIZE)))
    }
}
