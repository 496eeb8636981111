// swift-tools-version: 6.2

import PackageDescription

let package = Package(
  name: "provider",
  platforms: [.macOS(.v15)],
  dependencies: [
    .package(path: "../swift-training", traits: ["Provider"])
  ],
  targets: [
    .executableTarget(
      name: "App",
      dependencies: [
        .product(name: "TrainingManifest", package: "swift-training"),
        .product(name: "TrainingProvider", package: "swift-training"),
      ])
  ]
)
