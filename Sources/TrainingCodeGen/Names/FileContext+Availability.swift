import GRPCCodeGen
import TrainingSchema

/// The platforms that stubs and guards are available on.
extension FileContext {
  /// The attribute for guards and what else touches stubs.
  var availability: String {
    let platforms = options.availability.map { "\($0.name) \($0.version)" }
    let list = platforms.isEmpty ? Self.grpcPlatforms : platforms
    return "@available(\(list.joined(separator: ", ")), *)"
  }

  /// Those that gRPC Swift supports.
  private static let grpcPlatforms = [
    "macOS 15.0", "iOS 18.0", "watchOS 11.0", "tvOS 18.0", "visionOS 2.0",
  ]
}

extension GeneratorOptions {
  /// The platforms in the terms of the library that renders stubs.
  var stubAvailability: CodeGenerator.Config.AvailabilityAnnotations {
    availability.isEmpty
      ? .default
      : .custom(availability.map { .init(os: $0.name, version: $0.version) })
  }
}
