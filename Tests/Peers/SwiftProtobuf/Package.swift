// swift-tools-version: 6.2

// The manifest of a package that Scripts/peer-tests creates: SwiftProtobuf and its own tests, with
// messages that this package generated. All targets are in one package, so the tests can use
// declarations of SwiftProtobuf that are `package`.

import PackageDescription

let package = Package(
  name: "swift-protobuf",
  platforms: [.macOS(.v15)],
  targets: [
    .target(
      name: "SwiftProtobuf", exclude: ["CMakeLists.txt"],
      swiftSettings: [
        .enableUpcomingFeature("ExistentialAny"),
        // The traits that SwiftProtobuf's package enables by default.
        .define("BinaryDelimitedStreams"),
        .define("FieldMaskUtilities"),
      ]),
    .target(
      name: "ProtoWire", dependencies: ["SwiftProtobuf"],
      swiftSettings: [
        .enableUpcomingFeature("ExistentialAny"),
        .enableUpcomingFeature("InternalImportsByDefault"),
        .enableUpcomingFeature("MemberImportVisibility"),
      ]),
    .target(name: "Routing", dependencies: ["ProtoWire", "SwiftProtobuf"]),
    .testTarget(
      name: "SwiftProtobufTests", dependencies: ["ProtoWire", "Routing", "SwiftProtobuf"],
      swiftSettings: [
        .enableUpcomingFeature("ExistentialAny"),
        .define("BinaryDelimitedStreams"),
        .define("FieldMaskUtilities"),
        // Four files with names take most of the time, so they shouldn't be compiled by one
        // process.
        .unsafeFlags(["-driver-batch-size-limit", "4"]),
      ]),
  ],
  swiftLanguageModes: [.v6]
)
