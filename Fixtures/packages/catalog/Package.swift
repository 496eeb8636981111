// swift-tools-version: 6.2

import PackageDescription

// A library whose messages other packages use.
let package = Package(
  name: "catalog",
  platforms: [.macOS(.v15)],
  products: [.library(name: "CatalogMessages", targets: ["Catalog"])],
  dependencies: [
    .package(path: "../swift-training", traits: ["Stubs"])
  ],
  targets: [
    .target(
      name: "Catalog",
      dependencies: [.product(name: "ProtoWire", package: "swift-training")],
      plugins: [.plugin(name: "TrainingGenerator", package: "swift-training")])
  ]
)
