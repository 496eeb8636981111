// swift-tools-version: 6.2

import PackageDescription

let strict: [SwiftSetting] = [
  .swiftLanguageMode(.v6),
  .enableUpcomingFeature("ExistentialAny"),
  .enableUpcomingFeature("InternalImportsByDefault"),
  .enableUpcomingFeature("MemberImportVisibility"),
  // In this package alone: SwiftPM shows none of a dependency's warnings.
  .treatAllWarnings(as: .error),
]

/// What a module needs beside swift-protobuf, as traits: packages that none of a user's traits
/// needs are neither resolved nor built.
let stubs = TargetDependencyCondition.when(traits: ["Stubs"])
let datasets = TargetDependencyCondition.when(traits: ["Datasets"])
let provider = TargetDependencyCondition.when(traits: ["Provider"])
let operations = TargetDependencyCondition.when(traits: ["Operations"])
let cluster = TargetDependencyCondition.when(traits: ["Cluster"])
let bucket = TargetDependencyCondition.when(traits: ["S3"])

func product(
  _ name: String, _ package: String, _ condition: TargetDependencyCondition? = nil
) -> Target.Dependency {
  .product(name: name, package: package, condition: condition)
}

let swiftProtobuf = product("SwiftProtobuf", "swift-protobuf")
let pluginLibrary = product("SwiftProtobufPluginLibrary", "swift-protobuf")
let grpcCodeGen = product("GRPCCodeGen", "grpc-swift-2")
let argumentParser = product("ArgumentParser", "swift-argument-parser")

let grpcCore = product("GRPCCore", "grpc-swift-2", stubs)
let grpcInProcess = product("GRPCInProcessTransport", "grpc-swift-2", stubs)
let grpcProtobuf = product("GRPCProtobuf", "grpc-swift-protobuf", stubs)

let archive = Target.Dependency.target(name: "CArchive", condition: datasets)

let grpcTransport = product("GRPCNIOTransportHTTP2Posix", "grpc-swift-nio-transport", provider)
let logging = product("Logging", "swift-log", provider)
let dequeModule = product("DequeModule", "swift-collections", provider)
let serviceLifecycle = product("ServiceLifecycle", "swift-service-lifecycle", provider)
let unixSignals = product("UnixSignals", "swift-service-lifecycle", provider)
let nioCore = product("NIOCore", "swift-nio", provider)
let nioHTTP1 = product("NIOHTTP1", "swift-nio", provider)
let nioEmbedded = product("NIOEmbedded", "swift-nio", provider)
let nioPosix = product("NIOPosix", "swift-nio", provider)
let nioHTTP2 = product("NIOHTTP2", "swift-nio-http2", provider)
let nioHPACK = product("NIOHPACK", "swift-nio-http2", provider)
let nioSSL = product("NIOSSL", "swift-nio-ssl", provider)
let metrics = product("Metrics", "swift-metrics", provider)
let metricsTestKit = product("MetricsTestKit", "swift-metrics", provider)
let tracing = product("Tracing", "swift-distributed-tracing", provider)
let instrumentation = product("Instrumentation", "swift-distributed-tracing", provider)
let inMemoryTracing = product("InMemoryTracing", "swift-distributed-tracing", provider)
let crypto = product("Crypto", "swift-crypto", provider)
let grdb = product("GRDB", "GRDB.swift", provider)

let hummingbird = product("Hummingbird", "hummingbird", operations)

let asyncHTTPClient = product("AsyncHTTPClient", "async-http-client", bucket)

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
  fixture("collisions"), fixture("comments"), fixture("depth"), fixture("deprecated"),
  fixture("deprecated3"), fixture("enums"),
  fixture("guide", excluding: ["diagnostics.txt", "service.training.json"]),
  fixture("kinds"), fixture("maps"), fixture("names"), fixture("oneofs"), fixture("plain"),
  fixture("proto2"),
  fixture("recursion"),
  fixture("shadows", excluding: ["diagnostics.txt", "shadows.training.json"]),
  fixture("shapes", excluding: ["diagnostics.txt", "shapes.training.json"]),
  fixture("streaming"), fixture("wellknown"),
]

let codecFixtures: [Target.Dependency] = [
  "Fixture_depth", "Fixture_deprecated", "Fixture_deprecated3", "Fixture_enums",
  "Fixture_kinds", "Fixture_maps", "Fixture_names", "Fixture_oneofs",
  "Fixture_plain", "Fixture_proto2", "Fixture_recursion", "Fixture_shadows", "Fixture_wellknown",
]

let package = Package(
  name: "swift-training",
  // What the calls of the codec need: String(validating:as:), Atomic.
  platforms: [.macOS(.v15), .iOS(.v18), .tvOS(.v18), .watchOS(.v11), .visionOS(.v2)],
  products: [
    .executable(name: "protoc-gen-swift-training", targets: ["protoc-gen-swift-training"]),
    .executable(name: "swift-training", targets: ["swift-training"]),
    .plugin(name: "TrainingGenerator", targets: ["TrainingGenerator"]),
    .plugin(name: "TrainingGeneratorCommand", targets: ["TrainingGeneratorCommand"]),
    .plugin(name: "TrainingCheckCommand", targets: ["TrainingCheckCommand"]),
    // What generated messages import, and those that import training.proto.
    .library(name: "ProtoWire", targets: ["ProtoWire"]),
    .library(name: "TrainingProtos", targets: ["TrainingProtos", "ProtoWire"]),
    // Everything that generated code imports.
    .library(
      name: "TrainingRuntime",
      targets: ["TrainingRuntime", "TrainingProtos", "TrainingManifest", "ProtoWire"]),
    .library(name: "TrainingManifest", targets: ["TrainingManifest"]),
    .library(name: "TrainingDatasets", targets: ["TrainingDatasets"]),
    .executable(name: "dataset-check", targets: ["dataset-check"]),
    .library(name: "TrainingProvider", targets: ["TrainingProvider"]),
    .executable(name: "models", targets: ["models"]),
    .executable(name: "provider-check", targets: ["provider-check"]),
    .library(name: "ProviderOperations", targets: ["ProviderOperations"]),
    .library(name: "DaemonConfiguration", targets: ["DaemonConfiguration"]),
    .library(name: "EtcdStore", targets: ["EtcdStore"]),
    .library(name: "ProviderCluster", targets: ["ProviderCluster"]),
    .library(name: "S3Store", targets: ["S3Store"]),
    .library(name: "ProtoCompiler", targets: ["ProtoCompiler"]),
  ],
  traits: [
    .default(enabledTraits: ["Provider", "Operations", "Cluster", "S3"]),
    .trait(name: "Stubs", description: "Stubs and guards of services: adds gRPC Swift."),
    .trait(name: "Datasets", description: "Inspection of datasets: adds the system's libarchive."),
    .trait(
      name: "Provider",
      description: "The provider kit: adds SwiftNIO, gRPC's transport, GRDB and others.",
      enabledTraits: ["Stubs", "Datasets"]),
    .trait(
      name: "Operations",
      description: "The page and the metrics endpoint for operators: adds Hummingbird.",
      enabledTraits: ["Provider"]),
    .trait(
      name: "Cluster",
      description: "What providers on several machines share, in etcd.",
      enabledTraits: ["Provider"]),
    .trait(
      name: "S3",
      description: "Datasets and artefacts in a bucket: adds AsyncHTTPClient.",
      enabledTraits: ["Provider"]),
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
    .package(url: "https://github.com/apple/swift-crypto.git", from: "4.5.2"),
    .package(url: "https://github.com/apple/swift-argument-parser.git", from: "1.8.2"),
    .package(url: "https://github.com/apple/swift-collections.git", from: "1.6.0"),
    .package(url: "https://github.com/apple/swift-log.git", from: "1.16.2"),
    .package(url: "https://github.com/swift-server/swift-service-lifecycle.git", from: "2.13.0"),
    .package(url: "https://github.com/apple/swift-metrics.git", from: "2.13.0"),
    .package(url: "https://github.com/apple/swift-distributed-tracing.git", from: "1.7.3"),
    .package(
      url: "https://github.com/hummingbird-project/hummingbird.git", from: "2.28.1", traits: []),
    .package(url: "https://github.com/groue/GRDB.swift.git", from: "7.10.0"),
    .package(
      url: "https://github.com/swift-server/async-http-client.git", from: "1.37.0", traits: []),
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

    // The compiler of protos.
    .target(name: "ProtoCompiler", dependencies: [swiftProtobuf], swiftSettings: strict),

    // JSON with the places of its keys and values, for messages about settings.
    .target(name: "JSONText", swiftSettings: strict),

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
    .target(
      name: "GeneratorCommands",
      dependencies: [
        "JSONText", "ProtoCompiler", "TrainingCodeGen", "TrainingManifest", "TrainingSchema",
        swiftProtobuf, pluginLibrary, argumentParser,
      ],
      exclude: ["Settings/training-generator.schema.json"], swiftSettings: strict),
    .executableTarget(
      name: "swift-training",
      dependencies: ["GeneratorCommands", "TrainingManifest", argumentParser],
      swiftSettings: strict),
    .executableTarget(
      name: "protoc-gen-swift-training",
      dependencies: [
        "GeneratorCommands", "TrainingCodeGen", "TrainingManifest", "TrainingSchema", swiftProtobuf,
        pluginLibrary, argumentParser,
      ],
      swiftSettings: strict),
    .plugin(
      name: "TrainingGenerator", capability: .buildTool(), dependencies: ["swift-training"]),
    .plugin(
      name: "TrainingGeneratorCommand",
      capability: .command(
        intent: .custom(
          verb: "generate-swift-training",
          description: "Generates Swift for protos into the folders of targets."),
        permissions: [
          .writeToPackageDirectory(reason: "what is generated is put beside the protos")
        ]),
      dependencies: ["swift-training"]),
    .plugin(
      name: "TrainingCheckCommand",
      capability: .command(
        intent: .custom(
          verb: "check-swift-training", description: "Checks the protos of targets.")),
      dependencies: ["swift-training"]),

    // The provider kit.
    .systemLibrary(
      name: "CArchive", pkgConfig: "libarchive",
      providers: [.apt(["libarchive-dev"]), .brew(["libarchive"])]),
    .target(
      name: "TrainingDatasets", dependencies: ["TrainingManifest", archive],
      swiftSettings: strict),
    .executableTarget(
      name: "dataset-check",
      dependencies: ["TrainingDatasets", "TrainingManifest", argumentParser],
      swiftSettings: strict),
    .target(
      name: "TrainingProvider",
      dependencies: [
        "TrainingRuntime", "TrainingProtos", "TrainingManifest", "TrainingDatasets", "ProtoWire",
        swiftProtobuf, grpcCore,
        grpcProtobuf, grpcTransport, crypto, dequeModule, grdb, nioCore, nioHPACK, nioHTTP1,
        nioHTTP2, nioPosix, nioSSL,
        instrumentation, logging, metrics, serviceLifecycle, tracing, unixSignals,
      ],
      exclude: ["Protos"], swiftSettings: strict),

    .executableTarget(
      name: "models",
      dependencies: [
        "TrainingManifest", "TrainingProtos", "TrainingProvider", "TrainingRuntime",
        argumentParser, .target(name: "EtcdStore", condition: cluster),
        .target(name: "ProviderCluster", condition: cluster),
      ],
      swiftSettings: strict),
    .target(
      name: "ProviderOperations",
      dependencies: ["TrainingProvider", hummingbird, logging, metrics, nioCore, serviceLifecycle],
      swiftSettings: strict),
    .target(name: "DaemonConfiguration", dependencies: ["JSONText"], swiftSettings: strict),

    // Providers on several machines.
    .target(
      name: "EtcdStore",
      dependencies: [
        "ProtoWire", "TrainingRuntime", swiftProtobuf, grpcCore, grpcTransport,
      ],
      exclude: ["Protos"], swiftSettings: strict),
    .target(
      name: "ProviderCluster",
      dependencies: [
        "EtcdStore", "ProtoWire", "TrainingProtos", "TrainingProvider", "TrainingRuntime",
        swiftProtobuf,
      ],
      exclude: ["Protos"], swiftSettings: strict),

    .target(
      name: "S3Store",
      dependencies: [
        "TrainingProvider", asyncHTTPClient, crypto, logging, nioCore, nioHTTP1,
        nioSSL,
      ],
      swiftSettings: strict),

    // What holds providers in any language against the daemon.
    .target(
      name: "ProviderChecks",
      dependencies: [
        "ProtoWire", "TrainingDatasets", "TrainingManifest", "TrainingProtos", archive, nioCore,
        nioHPACK, nioHTTP1, nioHTTP2, nioPosix, nioSSL,
      ],
      swiftSettings: strict),
    .executableTarget(
      name: "provider-check",
      dependencies: ["ProviderChecks", "TrainingManifest", argumentParser],
      swiftSettings: strict),

    // The guide's service, served and used. No product depends on what it hears with.
    .systemLibrary(
      name: "CSoundFile", pkgConfig: "sndfile",
      providers: [.apt(["libsndfile1-dev"]), .brew(["libsndfile"])]),
    .systemLibrary(
      name: "CKissFFT", providers: [.apt(["libkissfft-dev"]), .brew(["kissfft"])]),
    .target(
      name: "SpeechRecognition", dependencies: ["CKissFFT", "CSoundFile"], swiftSettings: strict),
    .executableTarget(
      name: "sample-server",
      dependencies: [
        "DaemonConfiguration", "Fixture_guide", "ProviderOperations", "SpeechRecognition",
        "TrainingDatasets", .target(name: "EtcdStore", condition: cluster),
        .target(name: "ProviderCluster", condition: cluster),
        "TrainingManifest", "TrainingProvider", "TrainingRuntime", grpcCore, argumentParser,
        logging,
        metrics, serviceLifecycle,
      ],
      path: "Sources/SampleServer", swiftSettings: strict),
    .executableTarget(
      name: "sample-client",
      dependencies: [
        "Fixture_guide", archive, "TrainingManifest", "TrainingProtos", "TrainingRuntime",
        grpcCore, grpcTransport, argumentParser,
      ],
      path: "Sources/SampleClient", swiftSettings: strict),

    // What holds the compiler against protoc.
    .target(
      name: "CompilerJudge", dependencies: ["ProtoCompiler", "TestSupport", swiftProtobuf],
      path: "Tests/CompilerJudge", swiftSettings: strict),
    .executableTarget(
      name: "compiler-check", dependencies: ["CompilerJudge", argumentParser],
      path: "Tests/CompilerCheck", swiftSettings: strict),

    // Goldens, and what compiles and runs them.
    .target(
      name: "FixtureCases",
      dependencies: [
        "DaemonConfiguration", "GeneratorCommands", "TrainingCodeGen", "TrainingSchema",
        swiftProtobuf, pluginLibrary,
      ],
      swiftSettings: strict),
    .executableTarget(
      name: "fixtures", dependencies: ["FixtureCases", argumentParser], swiftSettings: strict),
    .testTarget(
      name: "GoldenTests", dependencies: ["DaemonConfiguration", "FixtureCases", "TrainingSchema"],
      swiftSettings: strict),

    // Tests mirror the sources.
    .target(
      name: "TestSupport", path: "Tests/TestSupport", exclude: ["Python"], swiftSettings: strict),
    .testTarget(
      name: "ProtoCompilerTests", dependencies: ["ProtoCompiler", "TestSupport", swiftProtobuf],
      exclude: ["Cases"], swiftSettings: strict),
    .testTarget(name: "SwiftSourceTests", dependencies: ["SwiftSource"], swiftSettings: strict),
    .testTarget(
      name: "ProtoWireTests",
      dependencies: ["ProtoWire", "TestSupport", swiftProtobuf] + codecFixtures,
      exclude: ["Oracle"], swiftSettings: strict),
    .testTarget(
      name: "TrainingRuntimeTests",
      dependencies: [
        "Fixture_guide", "Fixture_shapes", "ProtoWire", "TrainingRuntime", "TrainingProtos",
        "TrainingManifest", swiftProtobuf, grpcCore, grpcInProcess, grpcProtobuf,
      ],
      swiftSettings: strict),
    .testTarget(
      name: "TrainingDatasetsTests",
      dependencies: [
        "TestSupport", "TrainingDatasets", "TrainingManifest", archive, "dataset-check",
      ],
      exclude: ["Python"], swiftSettings: strict),
    .testTarget(
      name: "TrainingProviderTests",
      dependencies: [
        "EtcdStore", "ProviderCluster", "S3Store", "TestSupport",
        "TrainingProvider", "TrainingRuntime", "TrainingProtos", "TrainingManifest",
        "TrainingDatasets", grpcCore, grpcInProcess, grpcProtobuf, grpcTransport, nioCore,
        nioEmbedded, grdb,
        nioPosix, nioSSL, inMemoryTracing, instrumentation, logging, metrics, metricsTestKit,
        serviceLifecycle, swiftProtobuf, tracing,
      ],
      swiftSettings: strict),
    .testTarget(
      name: "ProviderOperationsTests",
      dependencies: [
        "ProviderOperations", "TestSupport", "TrainingManifest", "TrainingProtos",
        "TrainingProvider", logging, metrics, serviceLifecycle,
      ],
      exclude: ["Python"], swiftSettings: strict),
    .testTarget(
      name: "EtcdStoreTests", dependencies: ["EtcdStore", "TestSupport"], swiftSettings: strict),
    .testTarget(
      name: "S3StoreTests",
      dependencies: [
        "S3Store", "TestSupport", "TrainingProvider", crypto, nioHTTP1,
      ],
      exclude: ["Vectors"], swiftSettings: strict),
    .executableTarget(
      name: "cluster-benchmark",
      dependencies: [
        "EtcdStore", "ProviderCluster", "TestSupport", "TrainingManifest", "TrainingProtos",
        "TrainingProvider", "TrainingRuntime", argumentParser, grpcCore, grpcTransport, logging,
      ],
      path: "Tests/ClusterBenchmark", swiftSettings: strict),
    .executableTarget(
      name: "cluster-node",
      dependencies: [
        "EtcdStore", "ProviderCluster", "TrainingManifest", "TrainingProvider", argumentParser,
        logging,
      ],
      path: "Tests/ClusterNode", swiftSettings: strict),
    .testTarget(
      name: "ProviderClusterTests",
      dependencies: [
        "EtcdStore", "ProviderCluster", "TestSupport", "TrainingProtos", "TrainingProvider",
        "TrainingRuntime", "cluster-node", "models", grdb, swiftProtobuf, grpcCore, grpcTransport,
      ],
      swiftSettings: strict),
    .testTarget(
      name: "DaemonConfigurationTests",
      dependencies: ["DaemonConfiguration", "FixtureCases", "TestSupport", "sample-server"],
      swiftSettings: strict),
    .testTarget(
      name: "ProviderChecksTests",
      dependencies: [
        "ProviderChecks", "TestSupport", "TrainingManifest", "provider-check", "sample-server",
      ],
      exclude: ["Python"], swiftSettings: strict),
    .testTarget(
      name: "TrainingProtosTests",
      dependencies: ["TestSupport", "TrainingProtos", swiftProtobuf, pluginLibrary],
      swiftSettings: strict),
    .testTarget(
      name: "GeneratorCommandsTests",
      dependencies: [
        "FixtureCases", "GeneratorCommands", "ProtoCompiler", "TestSupport", "TrainingCodeGen",
        "swift-training", "protoc-gen-swift-training", swiftProtobuf,
      ],
      swiftSettings: strict),
    .testTarget(
      name: "CompilerJudgeTests",
      dependencies: ["CompilerJudge", "FixtureCases", "TestSupport", swiftProtobuf],
      swiftSettings: strict),
    .testTarget(
      name: "TrainingSchemaTests",
      dependencies: [
        "TestSupport", "TrainingSchema", "TrainingProtos", "TrainingManifest", swiftProtobuf,
        pluginLibrary,
      ],
      exclude: ["Python"], swiftSettings: strict),
    .testTarget(
      name: "TrainingCodeGenTests",
      dependencies: [
        "FixtureCases", "SwiftSource", "TestSupport", "TrainingCodeGen", "TrainingManifest",
        "TrainingSchema", swiftProtobuf, pluginLibrary, grpcCodeGen,
      ],
      swiftSettings: strict),
    .testTarget(
      name: "TrainingManifestTests",
      dependencies: [
        "FixtureCases", "Fixture_guide", "Fixture_shapes", "TestSupport", "TrainingManifest",
        "protoc-gen-swift-training", "dataset-check", "sample-server", "sample-client",
      ],
      swiftSettings: strict),
    .testTarget(
      name: "PluginTests",
      dependencies: [
        "FixtureCases", "TestSupport", "TrainingCodeGen", "TrainingSchema",
        "protoc-gen-swift-training",
        // The generators that this one takes the place of.
        .product(name: "protoc-gen-swift", package: "swift-protobuf"),
        .product(name: "protoc-gen-grpc-swift-2", package: "grpc-swift-protobuf"),
      ],
      exclude: ["Editions", "Python", "Xcode"], swiftSettings: strict),
    .testTarget(
      name: "RequestMutationTests",
      dependencies: [
        "TestSupport", "protoc-gen-swift-training", swiftProtobuf, pluginLibrary,
      ],
      swiftSettings: strict),
    .testTarget(
      name: "DocumentationTests",
      dependencies: [
        "TestSupport", "protoc-gen-swift-training", "dataset-check", "fixtures", "models",
        "provider-check", "swift-training", "sample-server", "sample-client",
        "DaemonConfiguration",
        "EtcdStore", "ProviderCluster", "ProviderOperations", "S3Store",
        "ProtoCompiler", "TrainingCodeGen",
        "TrainingProvider", "TrainingRuntime",
        "TrainingProtos", "TrainingManifest", "TrainingDatasets", grpcTransport, serviceLifecycle,
      ],
      exclude: ["Examples"], swiftSettings: strict),
    .executableTarget(
      name: "recognition-benchmark", dependencies: ["SpeechRecognition", argumentParser],
      path: "Tests/RecognitionBenchmark", swiftSettings: strict),
    .testTarget(
      name: "SpeechRecognitionTests", dependencies: ["SpeechRecognition", "TestSupport"],
      swiftSettings: strict),
    .executableTarget(
      name: "torture",
      dependencies: [
        "Fixture_guide", archive, "ProtoWire", "TestSupport", "TrainingProtos", "TrainingRuntime",
        grpcCore,
        grpcProtobuf, grpcTransport, grdb, nioCore, nioPosix, nioHTTP1, argumentParser,
      ],
      path: "Tests/Torture", swiftSettings: strict),
    .testTarget(
      name: "SampleServerTests",
      dependencies: [
        "SpeechRecognition", "TestSupport", "sample-server", "sample-client", "models", "torture",
        "Fixture_guide",
        "TrainingProtos", "TrainingDatasets", "TrainingProvider", "TrainingRuntime", grpcCore,
        grpcTransport, argumentParser,
      ],
      exclude: ["Python"], swiftSettings: strict),
  ] + fixtures
)

// Documentation is written by a plugin that nobody who uses the package resolves; see Scripts/docs.
if Context.environment["TRAINING_DOCUMENTATION"] != nil {
  package.dependencies.append(
    .package(url: "https://github.com/swiftlang/swift-docc-plugin.git", from: "1.5.0"))
}
