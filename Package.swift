// swift-tools-version: 6.2
// Every Swift target of Assay; one line per plugin.
import Foundation
import PackageDescription

/// Settings of every target: warnings are errors, imports say who sees them, async functions stay on their caller's loop.
let strict: [SwiftSetting] = [
    .treatAllWarnings(as: .error),
    .enableUpcomingFeature("ExistentialAny"),
    .enableUpcomingFeature("InternalImportsByDefault"),
    .enableUpcomingFeature("MemberImportVisibility"),
    .enableUpcomingFeature("NonisolatedNonsendingByDefault"),
]

/// A plugin exports one symbol, and has no undefined ones; under a sanitizer (ASSAY_SANITIZE is set) its run-time library
/// is found in the program.
let pluginLink: [LinkerSetting] = [
    .unsafeFlags(
        [
            "-Xlinker", "--version-script=\(Context.packageDirectory)/tools/link/plugin.map",
            "-Xlinker", "-rpath", "-Xlinker", "$ORIGIN/../../swift",
        ] + (Context.environment["ASSAY_SANITIZE"] == nil ? ["-Xlinker", "-z", "-Xlinker", "defs"] : []))
]

let package = Package(
    name: "assay",
    products: [
        .executable(name: "assay", targets: ["assay"]),
        .executable(name: "assay-validate", targets: ["assay-validate"]),
        .library(name: "AssayKit", targets: ["AssayKit", "AssayJSON"]),
        .library(name: "AssayTesting", targets: ["AssayTesting"]),
    ],
    dependencies: [
        .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.2"),
        .package(url: "https://github.com/hummingbird-project/hummingbird", from: "2.28.1"),
        .package(url: "https://github.com/apple/swift-log", from: "1.14.0"),
        .package(url: "https://github.com/apple/swift-nio", from: "2.101.0"),
        .package(url: "https://github.com/LebJe/TOMLKit", exact: "0.6.0"),
        .package(url: "https://github.com/jpsim/Yams", exact: "6.2.2"),
    ],
    targets: [
        .target(name: "CAssay", path: "Core/CAssay", sources: ["CAssay.c"], publicHeadersPath: "."),
        .target(name: "CAssayLinux", path: "Core/CAssayLinux"),
        .target(
            name: "CAssayCoding", path: "Core/CAssayCoding",
            linkerSettings: [.linkedLibrary("z"), .linkedLibrary("brotlidec")]),
        .target(name: "CAssayFiles", path: "Core/CAssayFiles"),
        .target(name: "CAssaySocket", path: "Core/CAssaySocket"),
        .target(
            name: "CAssayTLS", dependencies: ["CAssaySocket"], path: "Core/CAssayTLS",
            linkerSettings: [.linkedLibrary("ssl"), .linkedLibrary("crypto")]),
        .target(name: "CAssayCipher", path: "Core/CAssayCipher", linkerSettings: [.linkedLibrary("crypto")]),
        .target(
            name: "CAssayCurl", path: "Core/CAssayCurl",
            linkerSettings: [.linkedLibrary("curl")]),
        .systemLibrary(
            name: "CAssayPostgres", path: "Core/CAssayPostgres", pkgConfig: "libpq", providers: [.apt(["libpq-dev"])]),
        .systemLibrary(
            name: "CAssaySQLite", path: "Core/CAssaySQLite", pkgConfig: "sqlite3",
            providers: [.apt(["libsqlite3-dev"])]),
        .systemLibrary(
            name: "CAssayFFI", path: "Core/CAssayFFI", pkgConfig: "libffi", providers: [.apt(["libffi-dev"])]),
    ]
)

/// A target of ours; `exclude` names the files in its folder that are not of it.
@MainActor func module(_ name: String, _ path: String, _ dependencies: [Target.Dependency], exclude: [String] = []) {
    package.targets.append(
        .target(name: name, dependencies: dependencies, path: path, exclude: exclude, swiftSettings: strict))
}

/// The tests of a module, in Tests/.
@MainActor func tests(_ name: String, _ path: String, _ dependencies: [Target.Dependency]) {
    package.targets.append(
        .testTarget(name: name, dependencies: dependencies, path: "Tests/\(path)", swiftSettings: strict))
}

/// A plugin in Plugins/; `parts` are folders in it that are modules of their own.
@MainActor func plugin(
    _ path: String, _ name: String, _ dependencies: [Target.Dependency] = [], parts: [String] = []
) {
    library("Plugins/\(path)", name, dependencies, parts: parts)
}

/// A scenario in Scenarios/.
@MainActor func scenario(_ path: String, _ name: String) {
    library("Scenarios/\(path)", name, [], parts: [])
}

/// A plugin library: its code is the module `name`; Plugin.swift alone, which exports the entry, is a module of its
/// own, so that tests can link several plugins. `lib<name>.so` is the product.
@MainActor func library(_ path: String, _ name: String, _ dependencies: [Target.Dependency], parts: [String]) {
    let code = Target.target(
        name: name, dependencies: ["AssayKit", "AssayJSON", "CAssay"] + dependencies, path: path,
        exclude: ["Plugin.swift", "README.md", "sample.json"] + parts, swiftSettings: strict)
    let entry = Target.target(
        name: "\(name)Plugin", dependencies: ["AssayKit", "CAssay", .target(name: name)], path: path,
        exclude: siblings(path, of: "Plugin.swift"), swiftSettings: strict, linkerSettings: pluginLink)
    package.targets += [code, entry]
    package.products.append(.library(name: name, type: .dynamic, targets: [entry.name]))
}

/// What else lies in a folder, so that SwiftPM does not warn of files that belong to another target.
func siblings(_ path: String, of name: String) -> [String] {
    let names = (try? FileManager.default.contentsOfDirectory(atPath: "\(Context.packageDirectory)/\(path)")) ?? []
    return names.filter { $0 != name }
}

// Core
module("AssayJSON", "Core/AssayJSON", [])
module("AssayCore", "Core/AssayCore", ["CAssay", "CAssayLinux", "CAssayFFI"])
module("AssayKit", "Core/AssayKit", ["CAssay", "AssayJSON"])
module("AssayOperations", "Core/AssayOperations", ["AssayJSON"])
module("AssayContract", "Core/AssayContract", ["CAssay"])
module("AssayTesting", "Core/AssayTesting", ["CAssay", "AssayContract", "AssayKit", "AssayJSON"])

package.targets.append(
    .executableTarget(
        name: "assay",
        dependencies: [
            "AssayCore", "AssayJSON", "CAssay", .product(name: "ArgumentParser", package: "swift-argument-parser"),
        ],
        path: "Core/assay", swiftSettings: strict,
        linkerSettings: [.unsafeFlags(["-Xlinker", "-rpath", "-Xlinker", "$ORIGIN/../lib/swift"])]))

package.targets.append(
    .executableTarget(
        name: "assay-validate", dependencies: ["AssayContract", "CAssay"], path: "tools/validate",
        swiftSettings: strict,
        linkerSettings: [.unsafeFlags(["-Xlinker", "-rpath", "-Xlinker", "$ORIGIN/../lib/swift"])]))

// Plugins
plugin("Clients/HTTP", "HTTPClient", ["CAssayCoding", "CAssayCurl"])
plugin("Clients/HTTPFast", "HTTPFast", ["CAssayCoding", "CAssaySocket", "CAssayTLS"])
plugin("Collectors/Stats", "StatsCollector")
plugin("Runners/Local", "LocalRunner")
plugin("Routes/Tracking", "TrackingRoutes", ["AssayOperations", "GraphQL"], parts: ["GraphQL"])
module("GraphQL", "Plugins/Routes/Tracking/GraphQL", ["AssayJSON", "AssayOperations"])
plugin(
    "Servers/HTTP", "HTTPServer",
    [
        .product(name: "HummingbirdCore", package: "hummingbird"), .product(name: "Logging", package: "swift-log"),
        .product(name: "NIOCore", package: "swift-nio"), .product(name: "NIOHTTP1", package: "swift-nio"),
        .product(name: "NIOPosix", package: "swift-nio"),
    ])
plugin("Exporters/Console", "ConsoleExporter")
plugin("Exporters/HTML", "HTMLExporter")
plugin("Exporters/EventLog", "EventLogExporter")
plugin("Exporters/JSON", "JSONExporter")
plugin("Exporters/Prometheus", "PrometheusExporter")
plugin("Settings/TOML", "TOMLSettings", [.product(name: "TOMLKit", package: "TOMLKit")])
plugin("Storage/Postgres", "PostgresStorage", ["CAssayPostgres"])
plugin("Storage/SQLite", "SQLiteStorage", ["CAssaySQLite"])
plugin("Settings/YAML", "YAMLSettings", [.product(name: "Yams", package: "Yams")])
plugin("Shapes/ArrivalRate", "ArrivalRateShape")
plugin("Shapes/Stages", "StagesShape")
plugin("Exporters/CSV", "CSVExporter")
plugin(
    "Tracking/Local", "LocalTracking",
    [
        "AssayOperations", "CAssayCipher", "TrackingFolder", "TrackingSearch", "TrackingSeries",
    ],
    parts: ["Folder", "Search", "Series"])
module("TrackingFolder", "Plugins/Tracking/Local/Folder", ["CAssayCipher"], exclude: ["README.md"])
module("TrackingSeries", "Plugins/Tracking/Local/Series", [], exclude: ["README.md"])
module("TrackingSearch", "Plugins/Tracking/Local/Search", [])
plugin("Storage/Files", "FilesStorage", ["CAssayFiles"])

// Scenarios
scenario("01-Hello", "HelloScenario")
scenario("02-Shop", "ShopScenario")
scenario("03-Login", "LoginScenario")
scenario("04-Journeys", "JourneysScenario")
scenario("05-Classes", "ClassesScenario")
scenario("06-Streams", "StreamsScenario")

// Benchmarks
package.targets.append(
    .executableTarget(
        name: "BenchHooks", dependencies: ["AssayCore", "CAssay"], path: "tools/bench/HooksBench", swiftSettings: strict
    ))

// Tests
package.targets.append(.target(name: "TestFixtures", path: "Tests/TestFixtures", swiftSettings: strict))
tests("AssayJSONTests", "AssayJSONTests", ["AssayJSON", "TestFixtures"])
tests("AssayOperationsTests", "AssayOperationsTests", ["AssayOperations", "TestFixtures"])
tests(
    "AssayTestingTests", "AssayTestingTests",
    ["AssayTesting", "AssayKit", "AssayJSON", "CAssay", "HTTPFast", "LocalRunner", "StatsCollector"])
tests("AssayKitTests", "AssayKitTests", ["TestFixtures", "AssayKit", "AssayTesting", "AssayCore", "CAssay"])
tests(
    "LocalRunnerTests", "PluginTests/Runners/Local",
    [
        "LocalRunner", "StatsCollector", "ArrivalRateShape", "StagesShape", "AssayTesting", "AssayKit", "AssayJSON",
        "CAssay",
    ])
tests(
    "AssayCommandTests", "AssayCommandTests",
    ["assay", "AssayJSON", "TestFixtures", .product(name: "ArgumentParser", package: "swift-argument-parser")])
tests("AssayCoreTests", "AssayCoreTests", ["AssayCore", "TestFixtures", "CAssay", "CAssayLinux"])
tests(
    "ExporterTests", "PluginTests/Exporters",
    [
        "AssayKit", "AssayTesting", "CAssay", "StatsCollector", "ConsoleExporter", "CSVExporter", "HTMLExporter",
        "JSONExporter",
        "PrometheusExporter", "EventLogExporter",
    ])
tests("StatsCollectorTests", "PluginTests/Collectors/Stats", ["StatsCollector", "AssayTesting", "AssayKit", "CAssay"])
tests("HTTPClientTests", "PluginTests/Clients/HTTP", ["HTTPClient", "AssayTesting", "AssayKit", "CAssay"])
tests("HTTPFastTests", "PluginTests/Clients/HTTPFast", ["HTTPFast", "AssayCore", "AssayTesting", "AssayKit", "CAssay"])
tests(
    "SettingsPluginTests", "PluginTests/Settings",
    ["TOMLSettings", "YAMLSettings", "AssayTesting", "AssayKit", "AssayJSON", "CAssay"])
tests(
    "StorageTests", "PluginTests/Storage",
    ["PostgresStorage", "SQLiteStorage", "TestFixtures", "AssayCore", "AssayTesting", "AssayKit", "CAssay"])
tests(
    "ShapePluginTests", "PluginTests/Shapes", ["ArrivalRateShape", "StagesShape", "AssayTesting", "AssayKit", "CAssay"])
tests(
    "ScenarioLadderTests", "PluginTests/Scenarios",
    [
        "AssayTesting", "AssayKit", "HelloScenario", "ShopScenario", "LoginScenario", "JourneysScenario",
        "ClassesScenario", "StreamsScenario",
    ])
tests("TrackingFolderTests", "PluginTests/Tracking/Folder", ["TrackingFolder", "TestFixtures"])
tests("TrackingSeriesTests", "PluginTests/Tracking/Series", ["TrackingSeries", "TestFixtures"])
tests("TrackingSearchTests", "PluginTests/Tracking/Search", ["TrackingSearch"])
tests(
    "LocalTrackingTests", "PluginTests/Tracking/Local",
    [
        "LocalTracking", "PostgresStorage", "SQLiteStorage", "TestFixtures", "AssayCore", "AssayKit", "AssayJSON",
        "CAssay",
    ])
tests(
    "FilesStorageTests", "PluginTests/Artifacts/Files",
    ["FilesStorage", "CAssayFiles", "TestFixtures", "AssayTesting", "AssayCore", "AssayKit", "CAssay"])
tests(
    "TrackingRoutesTests", "PluginTests/Routes/Tracking",
    ["TrackingRoutes", "AssayKit", "AssayOperations", "TestFixtures"])
tests("GraphQLTests", "PluginTests/Routes/GraphQL", ["GraphQL", "AssayJSON"])
tests(
    "ServerTests", "PluginTests/Servers",
    [
        "HTTPServer", "TrackingRoutes", "LocalTracking", "SQLiteStorage", "FilesStorage", "TestFixtures", "AssayCore",
        "AssayKit", "CAssay",
    ])
tests("ValidatorTests", "ValidatorTests", ["assay-validate", "TestFixtures"])

// Under ThreadSanitizer the tests link what makes Swift's Mutex visible to it.
if Context.environment["ASSAY_SANITIZE"] == "thread" {
    let mutex = "$s15Synchronization12_MutexHandleV"
    let wrapped = ["9_lockSlowyys6UInt32VF", "11_unlockSlowyyF"].flatMap { ["-Xlinker", "--wrap=\(mutex)\($0)"] }
    package.targets.append(
        .target(name: "VisibleMutex", path: "tools/sanitize", linkerSettings: [.unsafeFlags(wrapped)]))
    for target in package.targets where target.type == .test { target.dependencies.append("VisibleMutex") }
}
