// swift-tools-version: 6.2
// Template Plugin: a plugin for Assay, built against the AssayKit of an installed Assay.
import PackageDescription

/// Where AssayKit is; ASSAY_KIT_PATH names another place.
let kit = Context.environment["ASSAY_KIT_PATH"] ?? "../../../../dist/share/assay/AssayKit"

/// A plugin exports one symbol, and has no undefined ones.
let pluginLink: [LinkerSetting] = [
    .unsafeFlags([
        "-Xlinker", "--version-script=\(Context.packageDirectory)/plugin.map", "-Xlinker", "-z", "-Xlinker", "defs",
    ])
]

let package = Package(
    name: "TemplatePlugin",
    products: [.library(name: "TemplatePlugin", type: .dynamic, targets: ["TemplatePluginEntry"])],
    dependencies: [.package(name: "AssayKit", path: kit)],
    targets: [
        .target(
            name: "TemplatePlugin",
            dependencies: [
                .product(name: "AssayKit", package: "AssayKit"), .product(name: "CAssay", package: "AssayKit"),
            ]),
        // The exported function is a module of its own, so that tests can link the code without it.
        .target(
            name: "TemplatePluginEntry",
            dependencies: [
                "TemplatePlugin", .product(name: "AssayKit", package: "AssayKit"),
                .product(name: "CAssay", package: "AssayKit"),
            ],
            linkerSettings: pluginLink),
        .testTarget(
            name: "TemplatePluginTests",
            dependencies: [
                "TemplatePlugin", .product(name: "AssayKit", package: "AssayKit"),
                .product(name: "AssayTesting", package: "AssayKit"), .product(name: "CAssay", package: "AssayKit"),
            ]),
    ]
)
