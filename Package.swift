// swift-tools-version: 6.1

import PackageDescription

let strict: [SwiftSetting] = [
  .swiftLanguageMode(.v6),
  .enableUpcomingFeature("ExistentialAny"),
  .enableUpcomingFeature("InternalImportsByDefault"),
  .enableUpcomingFeature("MemberImportVisibility"),
]

let swiftProtobuf = Target.Dependency.product(name: "SwiftProtobuf", package: "swift-protobuf")
let pluginLibrary = Target.Dependency.product(
  name: "SwiftProtobufPluginLibrary", package: "swift-protobuf")
let grpcCore = Target.Dependency.product(name: "GRPCCore", package: "grpc-swift-2")
let grpcCodeGen = Target.Dependency.product(name: "GRPCCodeGen", package: "grpc-swift-2")
let grpcInProcess = Target.Dependency.product(
  name: "GRPCInProcessTransport", package: "grpc-swift-2")
let grpcProtobuf = Target.Dependency.product(name: "GRPCProtobuf", package: "grpc-swift-protobuf")
let grpcTransport = Target.Dependency.product(
  name: "GRPCNIOTransportHTTP2Posix", package: "grpc-swift-nio-transport")
let argumentParser = Target.Dependency.product(
  name: "ArgumentParser", package: "swift-argument-parser")
let logging = Target.Dependency.product(name: "Logging", package: "swift-log")
let serviceLifecycle = Target.Dependency.product(
  name: "ServiceLifecycle", package: "swift-service-lifecycle")
let unixSignals = Target.Dependency.product(
  name: "UnixSignals", package: "swift-service-lifecycle")
let nioCore = Target.Dependency.product(name: "NIOCore", package: "swift-nio")
let nioHTTP2 = Target.Dependency.product(name: "NIOHTTP2", package: "swift-nio-http2")
let nioHPACK = Target.Dependency.product(name: "NIOHPACK", package: "swift-nio-http2")
let nioHTTP1 = Target.Dependency.product(name: "NIOHTTP1", package: "swift-nio")
let nioPosix = Target.Dependency.product(name: "NIOPosix", package: "swift-nio")
let nioSSL = Target.Dependency.product(name: "NIOSSL", package: "swift-nio-ssl")
let grdb = Target.Dependency.product(name: "GRDB", package: "GRDB.swift")

/// Recorded output is compiled as it would be in a user's target, one target for each case.
func fixture(_ name: String, excluding excluded: [String] = []) -> Target {
  .target(
    name: "Fixture_\(name)",
    dependencies: [
      "ProtoWire", "TrainingProtos", "TrainingManifest", "TrainingRuntime", swiftProtobuf, grpcCore,
      grpcProtobuf,
    ],
    path: "Fixtures/\(name)/Expected", exclude: excluded, swiftSettings: strict)
}

let fixtures = [
  fixture("comments"), fixture("deprecated"), fixture("deprecated3"), fixture("enums"),
  fixture("guide", excluding: ["diagnostics.txt", "service.training.json"]),
  fixture("kinds"), fixture("maps"), fixture("names"), fixture("oneofs"), fixture("plain"),
  fixture("proto2"),
  fixture("recursion"),
  fixture("shapes", excluding: ["diagnostics.txt", "shapes.training.json"]),
  fixture("streaming"), fixture("wellknown"),
]

let codecFixtures: [Target.Dependency] = [
  "Fixture_deprecated", "Fixture_deprecated3",
  "Fixture_enums", "Fixture_kinds", "Fixture_maps", "Fixture_names", "Fixture_oneofs",
  "Fixture_plain", "Fixture_proto2", "Fixture_recursion", "Fixture_wellknown",
]

let package = Package(
  name: "swift-training",
  platforms: [.macOS(.v15)],
  products: [
    .executable(name: "protoc-gen-swift-training", targets: ["protoc-gen-swift-training"]),
    .plugin(name: "TrainingGenerator", targets: ["TrainingGenerator"]),
    .plugin(name: "TrainingGeneratorCommand", targets: ["TrainingGeneratorCommand"]),
    .executable(name: "sample-server", targets: ["SampleServer"]),
    .executable(name: "sample-client", targets: ["SampleClient"]),
    .library(name: "ProtoWire", targets: ["ProtoWire"]),
    // Everything that generated code imports.
    .library(
      name: "TrainingRuntime",
      targets: ["TrainingRuntime", "TrainingProtos", "TrainingManifest", "ProtoWire"]),
    .library(name: "TrainingManifest", targets: ["TrainingManifest"]),
    .library(name: "TrainingDatasets", targets: ["TrainingDatasets"]),
    .executable(name: "dataset-check", targets: ["dataset-check"]),
    .library(name: "TrainingProvider", targets: ["TrainingProvider"]),
  ],
  dependencies: [
    .package(
      url: "https://github.com/apple/swift-protobuf.git", "1.39.0"..<"2.0.0", traits: []),
    .package(url: "https://github.com/grpc/grpc-swift-2.git", from: "2.4.3"),
    .package(url: "https://github.com/grpc/grpc-swift-protobuf.git", from: "2.4.1"),
    .package(url: "https://github.com/grpc/grpc-swift-nio-transport.git", from: "2.9.2"),
    .package(url: "https://github.com/apple/swift-nio.git", from: "2.101.2"),
    .package(url: "https://github.com/apple/swift-nio-http2.git", from: "1.46.0"),
    .package(url: "https://github.com/apple/swift-nio-ssl.git", from: "2.37.6"),
    .package(url: "https://github.com/apple/swift-argument-parser.git", from: "1.8.2"),
    .package(url: "https://github.com/apple/swift-log.git", from: "1.16.2"),
    .package(url: "https://github.com/swift-server/swift-service-lifecycle.git", from: "2.13.0"),
    .package(url: "https://github.com/groue/GRDB.swift.git", from: "7.10.0"),
  ],
  targets: [
    // What generated messages are built over.
    .target(name: "ProtoWire", dependencies: [swiftProtobuf], swiftSettings: strict),
    .target(
      name: "TrainingProtos", dependencies: ["ProtoWire", swiftProtobuf],
      exclude: ["Protos"], swiftSettings: strict),
    .target(
      name: "TrainingManifest", exclude: ["manifest.schema.json"], swiftSettings: strict),
    .target(
      name: "TrainingRuntime",
      dependencies: [
        "ProtoWire", "TrainingProtos", "TrainingManifest", swiftProtobuf, grpcCore, grpcProtobuf,
      ],
      swiftSettings: strict),

    // The generator.
    .target(name: "SwiftSource", swiftSettings: strict),
    .target(
      name: "TrainingSchema",
      dependencies: [
        "TrainingProtos", "TrainingManifest", swiftProtobuf, pluginLibrary,
      ],
      swiftSettings: strict),
    .target(
      name: "TrainingCodeGen",
      dependencies: [
        "TrainingSchema", "SwiftSource", "TrainingManifest", swiftProtobuf, pluginLibrary,
        grpcCodeGen,
      ],
      swiftSettings: strict),
    .executableTarget(
      name: "protoc-gen-swift-training",
      dependencies: [
        "TrainingCodeGen", "TrainingManifest", swiftProtobuf, pluginLibrary, argumentParser,
      ],
      swiftSettings: strict),
    .plugin(
      name: "TrainingGenerator", capability: .buildTool(),
      dependencies: ["protoc-gen-swift-training"]),
    .plugin(
      name: "TrainingGeneratorCommand",
      capability: .command(
        intent: .custom(
          verb: "generate-swift-training",
          description: "Generates Swift for protos into the folders of targets."),
        permissions: [
          .writeToPackageDirectory(reason: "what is generated is put beside the protos")
        ]),
      dependencies: ["protoc-gen-swift-training"]),

    // The provider kit.
    .systemLibrary(
      name: "CArchive", pkgConfig: "libarchive",
      providers: [.apt(["libarchive-dev"]), .brew(["libarchive"])]),
    .target(
      name: "TrainingDatasets", dependencies: ["TrainingManifest", "CArchive"],
      swiftSettings: strict),
    .executableTarget(
      name: "dataset-check",
      dependencies: ["TrainingDatasets", "TrainingManifest", argumentParser],
      swiftSettings: strict),
    .target(
      name: "TrainingProvider",
      dependencies: [
        "TrainingRuntime", "TrainingProtos", "TrainingManifest", "TrainingDatasets", grpcCore,
        grpcProtobuf, grpcTransport, grdb, nioCore, nioHPACK, nioHTTP1, nioHTTP2, nioPosix, nioSSL,
        logging, serviceLifecycle,
      ],
      swiftSettings: strict),

    // The guide's service, served and used.
    .executableTarget(
      name: "SampleServer",
      dependencies: [
        "Fixture_guide", "CArchive", "TrainingDatasets", "TrainingManifest", "TrainingProvider",
        "TrainingRuntime", grpcCore, grpcTransport, argumentParser, logging, serviceLifecycle,
        unixSignals,
      ],
      swiftSettings: strict),
    .executableTarget(
      name: "SampleClient",
      dependencies: [
        "Fixture_guide", "CArchive", "TrainingManifest", "TrainingProtos", "TrainingRuntime",
        grpcCore, grpcTransport, argumentParser,
      ],
      swiftSettings: strict),

    // Goldens, and what compiles and runs them.
    .target(
      name: "FixtureCases",
      dependencies: ["TrainingCodeGen", "TrainingSchema", swiftProtobuf, pluginLibrary],
      swiftSettings: strict),
    .executableTarget(
      name: "fixtures", dependencies: ["FixtureCases", argumentParser], swiftSettings: strict),
    .testTarget(
      name: "GoldenTests", dependencies: ["FixtureCases", "TrainingSchema"],
      swiftSettings: strict),

    // Tests mirror the sources.
    .target(name: "TestSupport", path: "Tests/TestSupport", swiftSettings: strict),
    .testTarget(name: "SwiftSourceTests", dependencies: ["SwiftSource"], swiftSettings: strict),
    .testTarget(
      name: "ProtoWireTests",
      dependencies: ["ProtoWire", swiftProtobuf] + codecFixtures, exclude: ["Oracle"],
      swiftSettings: strict),
    .testTarget(
      name: "TrainingRuntimeTests",
      dependencies: [
        "Fixture_shapes", "ProtoWire", "TrainingRuntime", "TrainingProtos", "TrainingManifest",
        swiftProtobuf, grpcCore, grpcInProcess, grpcProtobuf,
      ],
      swiftSettings: strict),
    .testTarget(
      name: "TrainingDatasetsTests",
      dependencies: [
        "TestSupport", "TrainingDatasets", "TrainingManifest", "CArchive", "dataset-check",
      ],
      exclude: ["Python"], swiftSettings: strict),
    .testTarget(
      name: "TrainingProviderTests",
      dependencies: [
        "TestSupport",
        "TrainingProvider", "TrainingRuntime", "TrainingProtos", "TrainingManifest",
        "TrainingDatasets", grpcCore, grpcInProcess, grpcProtobuf, grpcTransport, nioCore, nioPosix,
        nioSSL, logging, serviceLifecycle,
      ],
      swiftSettings: strict),
    .testTarget(
      name: "TrainingProtosTests",
      dependencies: ["TestSupport", "TrainingProtos", swiftProtobuf, pluginLibrary],
      swiftSettings: strict),
    .testTarget(
      name: "TrainingSchemaTests",
      dependencies: [
        "TestSupport", "TrainingSchema", "TrainingProtos", "TrainingManifest", swiftProtobuf,
        pluginLibrary,
      ],
      swiftSettings: strict),
    .testTarget(
      name: "TrainingManifestTests",
      dependencies: [
        "FixtureCases", "Fixture_guide", "Fixture_shapes", "TestSupport", "TrainingManifest",
        "protoc-gen-swift-training", "dataset-check", "SampleServer", "SampleClient",
      ],
      swiftSettings: strict),
    .testTarget(
      name: "PluginTests",
      dependencies: [
        "FixtureCases", "TestSupport", "TrainingCodeGen", "protoc-gen-swift-training",
      ],
      exclude: ["Editions", "Python"], swiftSettings: strict),
    .testTarget(
      name: "RequestMutationTests",
      dependencies: [
        "TestSupport", "protoc-gen-swift-training", swiftProtobuf, pluginLibrary,
      ],
      swiftSettings: strict),
    .executableTarget(
      name: "torture",
      dependencies: [
        "Fixture_guide", "CArchive", "ProtoWire", "TrainingProtos", "TrainingRuntime", grpcCore,
        grpcProtobuf, grpcTransport, nioCore, nioPosix, nioHTTP1, argumentParser,
      ],
      path: "Tests/Torture", swiftSettings: strict),
    .testTarget(
      name: "SampleServerTests",
      dependencies: [
        "TestSupport", "SampleServer", "SampleClient", "torture", "Fixture_guide",
        "TrainingProtos", "TrainingDatasets", "TrainingProvider", "TrainingRuntime", grpcCore,
        grpcTransport,
      ],
      exclude: ["Python"], swiftSettings: strict),
  ] + fixtures
)
