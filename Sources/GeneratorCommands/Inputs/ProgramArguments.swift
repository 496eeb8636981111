import ArgumentParser

/// The arguments of a program, made ready for the parser.
public enum ProgramArguments {
  /// The arguments of the running program.
  ///
  /// - Throws: `ValidationError` if one of them is an option of protoc.
  public static func current() throws -> [String] {
    try prepared(Array(CommandLine.arguments.dropFirst()))
  }

  /// Separates values from `-I` and `-O`, as in `-OVisibility=Public`, which the parser takes for an
  /// option `-OVisibility`.
  ///
  /// - Throws: `ValidationError` if one of the arguments is an option of protoc.
  static func prepared(_ arguments: [String]) throws -> [String] {
    let options = arguments.prefix { $0 != "--" }
    for option in options {
      if let remedy = ProtocOption(option)?.remedy {
        throw ValidationError("\(option) is an option of protoc; \(remedy)")
      }
    }
    return options.flatMap(separated) + arguments.dropFirst(options.count)
  }

  private static func separated(_ argument: String) -> [String] {
    guard argument.hasPrefix("-I") || argument.hasPrefix("-O"), argument.contains("="),
      !argument.dropFirst(2).hasPrefix("=")
    else { return [argument] }
    return [String(argument.prefix(2)), String(argument.dropFirst(2))]
  }
}

/// An option that people know from protoc.
private enum ProtocOption: String {
  case proto3Optional = "--experimental_allow_proto3_optional"
  case descriptorSetIn = "--descriptor_set_in"
  case descriptorSetOut = "--descriptor_set_out"
  case fatalWarnings = "--fatal_warnings"
  case includeImports = "--include_imports"
  case includeSourceInfo = "--include_source_info"
  case output = "--swift-training_out"
  case outputOption = "--swift-training_opt"
  case plugin = "--plugin"
  case protoPath = "--proto_path"
  case retainOptions = "--retain_options"

  /// - Parameter argument: an argument with or without a value.
  init?(_ argument: String) {
    self.init(rawValue: String(argument.prefix { $0 != "=" }))
  }

  /// What to do instead.
  var remedy: String {
    switch self {
    case .proto3Optional: "leave it out, because optional fields need no option"
    case .descriptorSetIn: "name the folders of protos with -I"
    case .descriptorSetOut: "write a descriptor set with descriptors -o file"
    case .fatalWarnings: "make warnings errors with --option Warnings=error"
    case .includeImports:
      "leave it out, because descriptors writes imports unless there is --without-imports"
    case .includeSourceInfo:
      "leave it out, because descriptors writes positions unless there is --without-source-info"
    case .output: "generate code with generate -o folder"
    case .outputOption: "give options of the generator with --option name=value"
    case .plugin: "leave it out, because the program needs no plugin"
    case .protoPath: "name folders for imports with -I or --proto-path"
    case .retainOptions: "write --retain-options"
    }
  }
}
