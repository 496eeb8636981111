// swift-tools-version: 6.2

import PackageDescription

let strict: [SwiftSetting] = [
  .swiftLanguageMode(.v6),
  .enableUpcomingFeature("ExistentialAny"),
  .enableUpcomingFeature("InternalImportsByDefault"),
  .enableUpcomingFeature("MemberImportVisibility"),
]

let protoWire = Target.Dependency.product(name: "ProtoWire", package: "swift-training")
let swiftProtobuf = Target.Dependency.product(name: "SwiftProtobuf", package: "swift-protobuf")

let package = Package(
  name: "swift-training-fuzz",
  platforms: [.macOS(.v15)],
  dependencies: [
    .package(name: "swift-training", path: "../..", traits: []),
    .package(
      url: "https://github.com/apple/swift-protobuf.git", "1.39.0"..<"2.0.0", traits: []),
  ],
  targets: [
    // Written by Scripts/fuzz.
    .target(
      name: "FuzzMessages", dependencies: [protoWire, swiftProtobuf], swiftSettings: strict),
    .executableTarget(
      name: "Fuzz", dependencies: ["FuzzMessages", protoWire, swiftProtobuf],
      swiftSettings: strict),
  ]
)
