/// What the user asks of the plugin, with the defaults where the user is silent.
public struct GeneratorOptions: Hashable, Sendable {
  /// The access level of what is generated.
  public var visibility = Visibility.internal

  /// How output files are named.
  public var fileNaming = FileNaming.fullPath

  /// Whether imports carry access levels.
  ///
  /// They have to where types of other modules become public, or the file does not build under
  /// `InternalImportsByDefault`. Elsewhere a plain import is the one that agrees with every other
  /// import of the same module in the user's target.
  public var useAccessLevelOnImports = false

  /// Whether imports are `@_implementationOnly`, as was done before imports had access levels.
  public var implementationOnlyImports = false

  /// Whether users have to expect new cases of open enums and oneofs.
  public var enumGeneration = EnumGeneration.none

  /// What becomes of `deprecated = true`.
  public var deprecation = Deprecation.comment

  /// The name of the module that generated code knows as `SwiftProtobuf`.
  public var swiftProtobufModule = "SwiftProtobuf"

  /// The name of the module that generated code knows as `GRPCCore`.
  public var grpcModule = "GRPCCore"

  /// The module whose `ProtobufSerializer` stubs use; `nil` for the codec's own serializers.
  public var grpcProtobufModule: String?

  /// The modules that stubs import beside those that they need.
  public var extraModules: [String] = []

  /// The platforms that stubs and guards are available on; those of gRPC Swift if empty.
  public var availability: [Platform] = []

  /// The text format file that maps protos to modules; `nil` when there is none.
  public var moduleMappings: String?

  /// Whether messages get a binary codec of their own.
  public var binaryCodec = true

  /// Whether stubs and guards for servers are generated.
  public var server = true

  /// Whether stubs for clients are generated.
  public var client = true

  /// Whether every file is written that could be, even without content.
  public var emptyFiles = false

  /// Whether code is generated for `training.proto` itself; its users import it.
  public var shippedProtos = false

  /// Whether any Swift is generated; without, there are manifests and diagnostics only.
  public var swift = true

  /// Which manifests are written.
  public var manifest = ManifestOutput.perFile

  /// What becomes of warnings.
  public var warnings = Warnings.show

  /// The rules whose warnings are left out.
  public var ignoredRules: Set<String> = []

  public init() {}
}

extension GeneratorOptions {
  /// Which manifests are written.
  public enum ManifestOutput: String, CaseIterable, Hashable, Sendable {
    /// `service.training.json` for each proto with training methods.
    case perFile = "PerFile"
    /// One `training.json` for all protos.
    case merged = "Merged"
    case none = "None"
  }

  /// What becomes of warnings.
  public enum Warnings: String, CaseIterable, Hashable, Sendable {
    case show
    case error
    case none
  }
}

extension GeneratorOptions {
  /// An access level.
  public enum Visibility: String, CaseIterable, Hashable, Sendable {
    case `internal` = "Internal"
    case package = "Package"
    case `public` = "Public"

    /// The modifier in Swift.
    public var modifier: String { rawValue.lowercased() }
  }

  /// How the name of an output file comes from the name of a proto.
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
  /// Whether users have to expect new cases of open enums and oneofs (SE-0487).
  public enum EnumGeneration: String, CaseIterable, Hashable, Sendable {
    case none = "None"
    case nonexhaustive = "Nonexhaustive"
    case nonexhaustiveWarn = "NonexhaustiveWarn"
  }

  /// What becomes of `deprecated = true`.
  public enum Deprecation: String, CaseIterable, Hashable, Sendable {
    /// A comment, as protoc-gen-swift writes it.
    case comment = "Comment"
    /// The comment, and `@available(*, deprecated)`.
    case attribute = "Attribute"
  }

  /// An operating system from a version on.
  public struct Platform: Hashable, Sendable {
    /// E.g. `macOS`.
    public let name: String
    /// E.g. `15.0`.
    public let version: String
  }
}
