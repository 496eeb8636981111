// swift-tools-version: 6.2

// The manifest of a package that Scripts/peer-tests creates: tests and examples of gRPC Swift with
// messages and stubs that this package generated.

import PackageDescription

let swiftTraining: [Target.Dependency] = [
  .product(name: "ProtoWire", package: "swift-training"),
  .product(name: "TrainingRuntime", package: "swift-training"),
]
let grpc: [Target.Dependency] = [
  .product(name: "GRPCCore", package: "grpc-swift-2"),
  .product(name: "GRPCInProcessTransport", package: "grpc-swift-2"),
  .product(name: "GRPCProtobuf", package: "grpc-swift-protobuf"),
  .product(name: "SwiftProtobuf", package: "swift-protobuf"),
]
let transport = Target.Dependency.product(
  name: "GRPCNIOTransportHTTP2", package: "grpc-swift-nio-transport")
let argumentParser = Target.Dependency.product(
  name: "ArgumentParser", package: "swift-argument-parser")

/// The settings of gRPC Swift's own tests, without its availability macro.
let settings: [SwiftSetting] = [
  .enableExperimentalFeature(
    "AvailabilityMacro=gRPCSwiftProtobuf 2.0:macOS 15.0, iOS 18.0, watchOS 11.0, tvOS 18.0"),
  .enableUpcomingFeature("ExistentialAny"),
  .enableUpcomingFeature("InternalImportsByDefault"),
  .enableUpcomingFeature("MemberImportVisibility"),
]

func example(_ name: String, resources: [Resource] = []) -> Target {
  .executableTarget(
    name: name, dependencies: swiftTraining + grpc + [transport, argumentParser],
    path: "Examples/\(name)", exclude: ["Protos"], resources: resources)
}

let package = Package(
  name: "grpc",
  platforms: [.macOS(.v15)],
  dependencies: [
    .package(path: "../swift-training"),
    .package(url: "https://github.com/apple/swift-protobuf.git", from: "1.39.0", traits: []),
    .package(url: "https://github.com/grpc/grpc-swift-2.git", from: "2.4.3"),
    .package(url: "https://github.com/grpc/grpc-swift-protobuf.git", from: "2.4.1"),
    .package(url: "https://github.com/grpc/grpc-swift-nio-transport.git", from: "2.9.2"),
    .package(url: "https://github.com/apple/swift-nio.git", from: "2.101.2"),
    .package(url: "https://github.com/apple/swift-argument-parser.git", from: "1.8.2"),
  ],
  targets: [
    .testTarget(
      name: "GRPCProtobufTests", dependencies: swiftTraining + grpc, swiftSettings: settings),
    .target(
      name: "WorkerService",
      dependencies: swiftTraining + grpc + [
        transport,
        .product(name: "NIOConcurrencyHelpers", package: "swift-nio"),
        .product(name: "NIOCore", package: "swift-nio"),
        .product(name: "_NIOFileSystem", package: "swift-nio"),
        .product(name: "NIOPosix", package: "swift-nio"),
      ]),
    .testTarget(
      name: "WorkerServiceTests", dependencies: grpc + ["WorkerService", transport]),
    example("echo"),
    example("echo-metadata"),
    example("error-details"),
    example("hello-world"),
    example("route-guide", resources: [.copy("route_guide_db.json")]),
  ]
)
