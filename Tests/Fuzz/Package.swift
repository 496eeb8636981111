// swift-tools-version: 6.1

import PackageDescription

let strict: [SwiftSetting] = [
  .swiftLanguageMode(.v6),
  .enableUpcomingFeature("ExistentialAny"),
  .enableUpcomingFeature("InternalImportsByDefault"),
  .enableUpcomingFeature("MemberImportVisibility"),
]

let swiftProtobuf = Target.Dependency.product(name: "SwiftProtobuf", package: "swift-protobuf")

// The codec is a link to its sources: a dependency on the whole package would resolve and build a web
// server, all of it with the sanitizers' instructions.
let package = Package(
  name: "swift-training-fuzz",
  platforms: [.macOS(.v15)],
  dependencies: [
    .package(
      url: "https://github.com/apple/swift-protobuf.git", "1.39.0"..<"2.0.0", traits: [])
  ],
  targets: [
    .target(name: "ProtoWire", dependencies: [swiftProtobuf], swiftSettings: strict),
    // Written by Scripts/fuzz.
    .target(
      name: "FuzzMessages", dependencies: ["ProtoWire", swiftProtobuf], swiftSettings: strict),
    .executableTarget(
      name: "Fuzz", dependencies: ["FuzzMessages", "ProtoWire", swiftProtobuf],
      swiftSettings: strict),
  ]
)
