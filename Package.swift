// swift-tools-version: 6.2
import PackageDescription

let swift: [SwiftSetting] = [
    .enableUpcomingFeature("ExistentialAny"),
    .enableUpcomingFeature("MemberImportVisibility"),
    .enableUpcomingFeature("NonisolatedNonsendingByDefault"),
    .enableUpcomingFeature("InferIsolatedConformances"),
    .treatAllWarnings(as: .error),
]

let nio: [Target.Dependency] = [
    .product(name: "NIOCore", package: "swift-nio"),
    .product(name: "NIOPosix", package: "swift-nio"),
]
let crypto: Target.Dependency = .product(name: "Crypto", package: "swift-crypto")
let hummingbird: Target.Dependency = .product(name: "Hummingbird", package: "hummingbird")
let logging: Target.Dependency = .product(name: "Logging", package: "swift-log")
let lifecycle: Target.Dependency = .product(name: "ServiceLifecycle", package: "swift-service-lifecycle")

let package = Package(
    name: "hostmaster",
    products: [
        .executable(name: "hostmaster", targets: ["hostmaster"])
    ],
    dependencies: [
        .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.2"),
        .package(url: "https://github.com/apple/swift-collections", from: "1.6.0"),
        .package(url: "https://github.com/apple/swift-crypto", from: "4.5.2"),
        .package(url: "https://github.com/apple/swift-http-types", from: "1.8.0"),
        .package(url: "https://github.com/apple/swift-log", from: "1.16.2"),
        .package(url: "https://github.com/apple/swift-nio", from: "2.101.2"),
        .package(url: "https://github.com/apple/swift-nio-extras", from: "1.34.1"),
        .package(url: "https://github.com/apple/swift-nio-http2", from: "1.46.0"),
        .package(url: "https://github.com/apple/swift-nio-ssl", from: "2.37.6"),
        .package(url: "https://github.com/hummingbird-project/hummingbird", from: "2.28.1"),
        .package(url: "https://github.com/jpsim/Yams", from: "6.2.2"),
        .package(url: "https://github.com/swift-server/swift-service-lifecycle", from: "2.13.0"),
        .package(url: "https://github.com/vapor/jwt-kit", from: "5.7.1"),
    ],
    targets: [
        .systemLibrary(
            name: "CSQLite", path: "Sources/C/SQLite", pkgConfig: "sqlite3", providers: [.apt(["libsqlite3-dev"])]),
        .systemLibrary(name: "CIDN2", path: "Sources/C/IDN2", pkgConfig: "libidn2", providers: [.apt(["libidn2-dev"])]),

        .target(name: "DNS", swiftSettings: swift),
        .target(name: "SQL", dependencies: ["CSQLite"], swiftSettings: swift),
        .target(name: "Records", dependencies: ["DNS", "CIDN2"], swiftSettings: swift),
        .target(
            name: "Nameserver",
            dependencies: [
                "DNS", logging, lifecycle, .product(name: "DequeModule", package: "swift-collections"),
                .product(name: "NIOConcurrencyHelpers", package: "swift-nio"),
            ] + nio,
            // recvmmsg and sendmmsg are GNU extensions of the C library.
            cSettings: [.define("_GNU_SOURCE")], swiftSettings: swift),
        .target(
            name: "Outbound",
            dependencies: [
                "DNS", logging, .product(name: "DequeModule", package: "swift-collections"),
                .product(name: "NIOSSL", package: "swift-nio-ssl"),
                .product(name: "NIOTLS", package: "swift-nio"),
            ] + nio, swiftSettings: swift),
        .target(
            name: "ControlPlane",
            dependencies: [
                "Records", "DNS", "SQL", crypto, .product(name: "CryptoExtras", package: "swift-crypto"),
                .product(name: "JWTKit", package: "jwt-kit"), logging,
            ], swiftSettings: swift),
        .target(
            name: "Web",
            dependencies: [
                "ControlPlane", "Records", "DNS", hummingbird, logging, lifecycle,
                .product(name: "HummingbirdCore", package: "hummingbird"),
                .product(name: "HTTPTypes", package: "swift-http-types"),
                .product(name: "NIOHTTP1", package: "swift-nio"),
                .product(name: "NIOHTTP2", package: "swift-nio-http2"),
                .product(name: "NIOHTTPTypes", package: "swift-nio-extras"),
                .product(name: "NIOHTTPTypesHTTP2", package: "swift-nio-extras"),
                .product(name: "NIOSSL", package: "swift-nio-ssl"),
                .product(name: "NIOTLS", package: "swift-nio"),
            ] + nio, swiftSettings: swift),
        .executableTarget(
            name: "hostmaster",
            dependencies: [
                "Web", "ControlPlane", "Nameserver", "Outbound", "Records", "SQL", "DNS", hummingbird, logging,
                lifecycle,
                .product(name: "ArgumentParser", package: "swift-argument-parser"),
                .product(name: "UnixSignals", package: "swift-service-lifecycle"),
                .product(name: "Yams", package: "Yams"),
            ] + nio, swiftSettings: swift),
        // Fills stores for the benchmarks.
        .executableTarget(
            name: "fill",
            dependencies: [
                "ControlPlane", "Records", "DNS", "SQL",
                .product(name: "ArgumentParser", package: "swift-argument-parser"),
            ], path: "bench/Fill", swiftSettings: swift),
        // Measures what it costs to know who sends a request.
        .executableTarget(
            name: "authentication",
            dependencies: [
                "ControlPlane", "Records", "DNS", "SQL",
                .product(name: "ArgumentParser", package: "swift-argument-parser"),
            ], path: "bench/Authentication", swiftSettings: swift),

        // A file system for SQLite in memory, whose power can be cut.
        .target(name: "PowerCut", dependencies: ["CSQLite"], path: "Tests/PowerCut"),
        .testTarget(name: "DNSTests", dependencies: ["DNS"], exclude: ["Python"], swiftSettings: swift),
        .testTarget(name: "RecordsTests", dependencies: ["Records", "DNS"], swiftSettings: swift),
        .testTarget(
            name: "WebTests",
            dependencies: [
                "Web", "ControlPlane", "Records", "DNS", "SQL", hummingbird, logging,
                .product(name: "HummingbirdTesting", package: "hummingbird"),
                .product(name: "HTTPTypes", package: "swift-http-types"),
                .product(name: "NIOHTTP1", package: "swift-nio"),
                .product(name: "NIOHTTP2", package: "swift-nio-http2"),
                .product(name: "NIOHTTPTypes", package: "swift-nio-extras"),
            ] + nio, swiftSettings: swift),
        .testTarget(
            name: "hostmasterTests",
            dependencies: ["hostmaster", "ControlPlane", "Nameserver", "Outbound", "Records", "DNS", logging] + nio,
            exclude: ["Python"], swiftSettings: swift),
        .testTarget(name: "SQLTests", dependencies: ["SQL", "PowerCut"], swiftSettings: swift),
        .testTarget(
            name: "ControlPlaneTests",
            dependencies: ["ControlPlane", "Records", "DNS", "SQL", "PowerCut", crypto, logging],
            swiftSettings: swift),
        .testTarget(
            name: "OutboundTests", dependencies: ["Outbound", "Nameserver", "DNS", logging, lifecycle] + nio,
            swiftSettings: swift),
        .testTarget(
            name: "NameserverTests", dependencies: ["Nameserver", "DNS", logging, lifecycle] + nio,
            exclude: ["Scenarios"], swiftSettings: swift),
    ],
    swiftLanguageModes: [.v6]
)
