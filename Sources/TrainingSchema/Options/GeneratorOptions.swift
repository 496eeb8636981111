/// The options of the plugin, with their defaults.
public struct GeneratorOptions: Hashable, Sendable {
  /// The access level of generated declarations.
  public var visibility = Visibility.internal

  /// How output files are named.
  public var fileNaming = FileNaming.fullPath

  /// Whether imports have access levels.
  ///
  /// With `InternalImportsByDefault`, this is necessary if generated public declarations use types
  /// of other modules. Otherwise plain imports are better, because they agree with all other
  /// imports of the same module in the user's target.
  public var useAccessLevelOnImports = false

  /// Whether imports are `@_implementationOnly`. This was the usual way before imports had access
  /// levels.
  public var implementationOnlyImports = false

  /// Whether open enums and oneofs are marked as nonexhaustive.
  public var enumGeneration = EnumGeneration.none

  /// How `deprecated = true` is translated.
  public var deprecation = Deprecation.comment

  /// The name of the module that generated code imports as `SwiftProtobuf`.
  public var swiftProtobufModule = "SwiftProtobuf"

  /// The name of the module that generated code imports as `GRPCCore`.
  public var grpcModule = "GRPCCore"

  /// The module whose `ProtobufSerializer` the stubs use; `nil` for the serializers of
  /// `TrainingRuntime`.
  public var grpcProtobufModule: String?

  /// Additional modules that stubs import.
  public var extraModules: [String] = []

  /// The platforms on which stubs and guards are available. If empty, those of gRPC Swift are used.
  public var availability: [Platform] = []

  /// The text format file that maps protos to modules; `nil` if there is none.
  public var moduleMappings: String?

  /// Whether messages get a specialised binary codec.
  public var binaryCodec = true

  /// Whether stubs and guards for servers are generated.
  public var server = true

  /// Whether stubs for clients are generated.
  public var client = true

  /// Whether all kinds of files are written, even if they have no content.
  public var emptyFiles = false

  /// Whether code is generated for `training.proto` itself. Otherwise generated code imports it.
  public var shippedProtos = false

  /// Whether Swift is generated. Otherwise there are only manifests and diagnostics.
  public var swift = true

  /// Which manifests are written.
  public var manifest = ManifestOutput.perFile

  /// How warnings are treated.
  public var warnings = Warnings.show

  /// The rules whose warnings are ignored.
  public var ignoredRules: Set<String> = []

  /// The options of an empty parameter.
  public init() {}
}

extension GeneratorOptions {
  /// Which manifests are written.
  public enum ManifestOutput: String, CaseIterable, Hashable, Sendable {
    /// `service.training.json` for each proto with training methods.
    case perFile = "PerFile"
    /// One `training.json` for all protos.
    case merged = "Merged"
    /// No manifest at all.
    case none = "None"
  }

  /// How warnings are treated.
  public enum Warnings: String, CaseIterable, Hashable, Sendable {
    /// They go to standard error.
    case show
    /// They are errors, and the protos are refused.
    case error
    /// They are left out.
    case none
  }
}

extension GeneratorOptions {
  /// An access level.
  public enum Visibility: String, CaseIterable, Hashable, Sendable {
    /// Generated code is seen in its module.
    case `internal` = "Internal"
    /// Generated code is seen in its package.
    case package = "Package"
    /// Generated code is seen everywhere.
    case `public` = "Public"

    /// The modifier in Swift.
    public var modifier: String { rawValue.lowercased() }
  }

  /// How the name of an output file is made from the name of a proto.
  public enum FileNaming: String, CaseIterable, Hashable, Sendable {
    /// `a/b/service.pb.swift`
    case fullPath = "FullPath"
    /// `a_b_service.pb.swift`
    case pathToUnderscores = "PathToUnderscores"
    /// `service.pb.swift`
    case dropPath = "DropPath"
  }
}

extension GeneratorOptions {
  /// Whether open enums and oneofs are marked as nonexhaustive (SE-0487).
  public enum EnumGeneration: String, CaseIterable, Hashable, Sendable {
    /// They do not: there is no attribute.
    case none = "None"
    /// They do: `@nonexhaustive`.
    case nonexhaustive = "Nonexhaustive"
    /// They do, and are warned if they do not: `@nonexhaustive(warn)`.
    case nonexhaustiveWarn = "NonexhaustiveWarn"
  }

  /// How `deprecated = true` is translated.
  public enum Deprecation: String, CaseIterable, Hashable, Sendable {
    /// A comment, as protoc-gen-swift writes it.
    case comment = "Comment"
    /// The comment, and `@available(*, deprecated)`.
    case attribute = "Attribute"
  }

  /// An operating system with its lowest version.
  public struct Platform: Hashable, Sendable {
    /// The name, for example `macOS`.
    public let name: String
    /// The version, for example `15.0`.
    public let version: String
  }
}
