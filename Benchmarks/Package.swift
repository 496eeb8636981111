// swift-tools-version: 6.2

import PackageDescription

let package = Package(
  name: "Benchmarks",
  platforms: [.macOS(.v15)],
  dependencies: [
    .package(name: "swift-training", path: ".."),
    .package(url: "https://github.com/apple/swift-argument-parser.git", from: "1.8.2"),
    .package(
      url: "https://github.com/apple/swift-protobuf.git", "1.39.0"..<"2.0.0", traits: []),
    .package(url: "https://github.com/grpc/grpc-swift-2.git", from: "2.4.3"),
    .package(url: "https://github.com/grpc/grpc-swift-nio-transport.git", from: "2.9.2"),
    .package(url: "https://github.com/grpc/grpc-swift-protobuf.git", from: "2.4.1"),
  ],
  targets: [
    // The guide's generated code, as the fixtures have it.
    .target(
      name: "Guide",
      dependencies: [
        .product(name: "TrainingRuntime", package: "swift-training"),
        .product(name: "SwiftProtobuf", package: "swift-protobuf"),
        .product(name: "GRPCCore", package: "grpc-swift-2"),
      ],
      exclude: ["diagnostics.txt", "service.training.json"]),
    // The messages of Protos, from this package's plugin, and from protoc-gen-swift:
    // Scripts/benchmark generates them into folders that git ignores.
    .target(
      name: "OurMessages",
      dependencies: [
        .product(name: "ProtoWire", package: "swift-training"),
        .product(name: "SwiftProtobuf", package: "swift-protobuf"),
      ]),
    .target(
      name: "PeerMessages",
      dependencies: [.product(name: "SwiftProtobuf", package: "swift-protobuf")]),
    // How the benchmark calls C++. Scripts/benchmark builds the contestants from Cpp, which aren't
    // linked but loaded.
    .target(name: "CppContestant"),
    .executableTarget(
      name: "codec-benchmark",
      dependencies: [
        "BenchmarkTables", "CAllocations", "CppContestant", "OurMessages", "PeerMessages",
        .product(name: "ProtoWire", package: "swift-training"),
        .product(name: "SwiftProtobuf", package: "swift-protobuf"),
        .product(name: "ArgumentParser", package: "swift-argument-parser"),
      ]),
    .executableTarget(
      name: "stack-benchmark",
      dependencies: [
        "BenchmarkTables", "OurMessages", "PeerMessages",
        .product(name: "ProtoWire", package: "swift-training"),
        .product(name: "SwiftProtobuf", package: "swift-protobuf"),
        .product(name: "ArgumentParser", package: "swift-argument-parser"),
      ]),
    // An allocator that counts.
    .target(name: "CAllocations"),
    .target(name: "BenchmarkTables"),
    .executableTarget(
      name: "guard-benchmark",
      dependencies: [
        "CAllocations", "Guide",
        .product(name: "TrainingRuntime", package: "swift-training"),
        .product(name: "SwiftProtobuf", package: "swift-protobuf"),
        .product(name: "GRPCCore", package: "grpc-swift-2"),
        .product(name: "GRPCInProcessTransport", package: "grpc-swift-2"),
      ]),
    .executableTarget(
      name: "upload-benchmark",
      dependencies: [
        "BenchmarkTables", "CAllocations",
        .product(name: "ProtoWire", package: "swift-training"),
        .product(name: "TrainingRuntime", package: "swift-training"),
        .product(name: "GRPCCore", package: "grpc-swift-2"),
        .product(name: "GRPCInProcessTransport", package: "grpc-swift-2"),
        .product(name: "GRPCNIOTransportHTTP2", package: "grpc-swift-nio-transport"),
        .product(name: "GRPCProtobuf", package: "grpc-swift-protobuf"),
        .product(name: "SwiftProtobuf", package: "swift-protobuf"),
        .product(name: "ArgumentParser", package: "swift-argument-parser"),
      ]),
    .executableTarget(
      name: "dataset-benchmark",
      dependencies: [
        .product(name: "TrainingDatasets", package: "swift-training"),
        .product(name: "TrainingManifest", package: "swift-training"),
        .product(name: "ArgumentParser", package: "swift-argument-parser"),
      ]),
  ]
)
