// swift-tools-version: 6.2

import PackageDescription

let package = Package(
  name: "handler",
  platforms: [.macOS(.v15)],
  dependencies: [
    .package(path: "../swift-training", traits: ["Stubs"]),
    .package(url: "https://github.com/grpc/grpc-swift-2.git", from: "2.4.3"),
  ],
  targets: [
    .executableTarget(
      name: "Handler",
      dependencies: [
        .product(name: "TrainingRuntime", package: "swift-training"),
        .product(name: "GRPCCore", package: "grpc-swift-2"),
        .product(name: "GRPCInProcessTransport", package: "grpc-swift-2"),
      ],
      swiftSettings: [
        .enableUpcomingFeature("ExistentialAny"),
        .enableUpcomingFeature("InternalImportsByDefault"),
        .enableUpcomingFeature("MemberImportVisibility"),
      ],
      plugins: [.plugin(name: "TrainingGenerator", package: "swift-training")])
  ]
)
