// swift-tools-version: 6.2

import PackageDescription

let package = Package(
  name: "bucket",
  platforms: [.macOS(.v15)],
  dependencies: [
    .package(path: "../swift-training", traits: ["S3"])
  ],
  targets: [
    .executableTarget(
      name: "App",
      dependencies: [
        .product(name: "S3Store", package: "swift-training"),
        .product(name: "TrainingProvider", package: "swift-training"),
      ])
  ]
)
