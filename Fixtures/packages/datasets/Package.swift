// swift-tools-version: 6.2

import PackageDescription

let package = Package(
  name: "datasets",
  platforms: [.macOS(.v15)],
  dependencies: [
    .package(path: "../swift-training", traits: ["Datasets"])
  ],
  targets: [
    .executableTarget(
      name: "App",
      dependencies: [
        .product(name: "TrainingDatasets", package: "swift-training")
      ])
  ]
)
