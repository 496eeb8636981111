// swift-tools-version: 6.2

import PackageDescription

// Messages and stubs over the messages of another package.
let package = Package(
  name: "shop",
  platforms: [.macOS(.v15)],
  dependencies: [
    .package(path: "../catalog"),
    .package(path: "../swift-training", traits: ["Stubs"]),
    .package(url: "https://github.com/grpc/grpc-swift-2.git", from: "2.4.3"),
  ],
  targets: [
    .executableTarget(
      name: "Shop",
      dependencies: [
        .product(name: "CatalogMessages", package: "catalog"),
        .product(name: "TrainingRuntime", package: "swift-training"),
        .product(name: "GRPCCore", package: "grpc-swift-2"),
      ],
      plugins: [.plugin(name: "TrainingGenerator", package: "swift-training")])
  ]
)
