// swift-tools-version: 6.2

import PackageDescription

let package = Package(
  name: "messages",
  platforms: [.macOS(.v15)],
  dependencies: [
    .package(path: "../swift-training", traits: [])
  ],
  targets: [
    .executableTarget(
      name: "App",
      dependencies: [
        .product(name: "ProtoWire", package: "swift-training")
      ],
      plugins: [.plugin(name: "TrainingGenerator", package: "swift-training")])
  ]
)
