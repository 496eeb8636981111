// swift-tools-version: 6.2

// The manifest of a package that Scripts/peer-tests lays out: SwiftProtobuf with its own tests over
// messages that this package generated. All are targets of one package, so that tests reach what
// SwiftProtobuf declares `package`.

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
        // Four files of names take most of the time: they must not be one compiler's.
        .unsafeFlags(["-driver-batch-size-limit", "4"]),
      ]),
  ],
  swiftLanguageModes: [.v6]
)
