// swift-tools-version: 6.2

import PackageDescription

let strict: [SwiftSetting] = [
  .swiftLanguageMode(.v6),
  .enableUpcomingFeature("ExistentialAny"),
  .enableUpcomingFeature("InternalImportsByDefault"),
  .enableUpcomingFeature("MemberImportVisibility"),
]

let dependencies: [Target.Dependency] = [
  .product(name: "ProtoCompiler", package: "swift-training"),
  .product(name: "SwiftProtobuf", package: "swift-protobuf"),
]

let package = Package(
  name: "swift-training-fuzz-compiler",
  platforms: [.macOS(.v15)],
  dependencies: [
    .package(name: "swift-training", path: "../..", traits: []),
    .package(
      url: "https://github.com/apple/swift-protobuf.git", "1.39.0"..<"2.0.0", traits: []),
  ],
  targets: [
    .executableTarget(name: "FuzzCompiler", dependencies: dependencies, swiftSettings: strict),
    .executableTarget(name: "FuzzDescriptors", dependencies: dependencies, swiftSettings: strict),
  ]
)
