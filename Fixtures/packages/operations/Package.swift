// swift-tools-version: 6.2

import PackageDescription

let package = Package(
  name: "operations",
  platforms: [.macOS(.v15)],
  dependencies: [
    .package(path: "../swift-training")
  ],
  targets: [
    .executableTarget(
      name: "App",
      dependencies: [
        .product(name: "ProviderOperations", package: "swift-training")
      ])
  ]
)
