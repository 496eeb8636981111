// swift-tools-version: 6.2

import PackageDescription

// The program that protobuf's conformance runner talks to. It has a separate package, so the test
// messages that Scripts/conformance generates aren't part of the package that others depend on.
let package = Package(
  name: "Conformance",
  platforms: [.macOS(.v15)],
  dependencies: [
    .package(name: "swift-training", path: "../..", traits: []),
    .package(
      url: "https://github.com/apple/swift-protobuf.git", "1.39.0"..<"2.0.0", traits: []),
  ],
  targets: [
    .executableTarget(
      name: "Testee",
      dependencies: [
        .product(name: "ProtoWire", package: "swift-training"),
        .product(name: "SwiftProtobuf", package: "swift-protobuf"),
      ],
      swiftSettings: [
        .swiftLanguageMode(.v6),
        .enableUpcomingFeature("ExistentialAny"),
        .enableUpcomingFeature("InternalImportsByDefault"),
        .enableUpcomingFeature("MemberImportVisibility"),
      ])
  ]
)
