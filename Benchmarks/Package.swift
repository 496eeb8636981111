// swift-tools-version: 6.1

import PackageDescription

let package = Package(
  name: "Benchmarks",
  platforms: [.macOS(.v15)],
  dependencies: [
    .package(name: "swift-training", path: ".."),
    .package(url: "https://github.com/apple/swift-argument-parser.git", from: "1.8.2"),
  ],
  targets: [
    .executableTarget(
      name: "dataset-benchmark",
      dependencies: [
        .product(name: "TrainingDatasets", package: "swift-training"),
        .product(name: "TrainingManifest", package: "swift-training"),
        .product(name: "ArgumentParser", package: "swift-argument-parser"),
      ])
  ]
)
