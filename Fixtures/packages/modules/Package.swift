// swift-tools-version: 6.2

import PackageDescription

// Two modules: the protos of one import those of the other.
let package = Package(
  name: "modules",
  platforms: [.macOS(.v15)],
  dependencies: [
    .package(path: "../swift-training", traits: ["Stubs"])
  ],
  targets: [
    .target(
      name: "Parts",
      dependencies: [.product(name: "ProtoWire", package: "swift-training")],
      plugins: [.plugin(name: "TrainingGenerator", package: "swift-training")]),
    .executableTarget(
      name: "Assembly",
      dependencies: ["Parts", .product(name: "ProtoWire", package: "swift-training")],
      resources: [.process("Resources")],
      plugins: [.plugin(name: "TrainingGenerator", package: "swift-training")]),
  ]
)
