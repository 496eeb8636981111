// swift-tools-version: 6.2
import PackageDescription

let package = Package(
  name: "topics",
  platforms: [.macOS(.v15)],
  dependencies: [
    .package(path: "../swift-training", traits: ["Provider"]),
    .package(url: "https://github.com/grpc/grpc-swift-2.git", from: "2.4.3"),
    .package(url: "https://github.com/grpc/grpc-swift-nio-transport.git", from: "2.9.2"),
  ],
  targets: [
    .executableTarget(
      name: "Topics",
      dependencies: [
        .product(name: "TrainingRuntime", package: "swift-training"),
        .product(name: "TrainingProvider", package: "swift-training"),
        .product(name: "GRPCCore", package: "grpc-swift-2"),
        .product(name: "GRPCNIOTransportHTTP2Posix", package: "grpc-swift-nio-transport"),
      ],
      plugins: [.plugin(name: "TrainingGenerator", package: "swift-training")])
  ])
