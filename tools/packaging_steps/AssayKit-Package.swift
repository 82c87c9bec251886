// swift-tools-version: 6.2
// AssayKit as a package of its own, for plugins and scenarios that are built outside Assay's source tree.
import PackageDescription

let settings: [SwiftSetting] = [
    .enableUpcomingFeature("ExistentialAny"),
    .enableUpcomingFeature("InternalImportsByDefault"),
    .enableUpcomingFeature("MemberImportVisibility"),
    .enableUpcomingFeature("NonisolatedNonsendingByDefault"),
]

let package = Package(
    name: "AssayKit",
    products: [
        .library(name: "CAssay", targets: ["CAssay"]),
        .library(name: "AssayKit", targets: ["AssayKit", "AssayJSON"]),
        .library(name: "AssayTesting", targets: ["AssayTesting"]),
    ],
    targets: [
        .target(name: "CAssay", sources: ["CAssay.c"], publicHeadersPath: "."),
        .target(name: "AssayJSON", swiftSettings: settings),
        .target(name: "AssayKit", dependencies: ["CAssay", "AssayJSON"], swiftSettings: settings),
        .target(name: "AssayContract", dependencies: ["CAssay"], swiftSettings: settings),
        .target(
            name: "AssayTesting", dependencies: ["CAssay", "AssayContract", "AssayKit", "AssayJSON"],
            swiftSettings: settings),
    ]
)
