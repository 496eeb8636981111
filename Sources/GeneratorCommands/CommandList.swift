public import ArgumentParser

/// The commands of the generator for people, who have no `protoc`.
public enum CommandList {
  /// All commands, in the order in which they are shown.
  public static let all: [any ParsableCommand.Type] = [
    GenerateCommand.self, CheckCommand.self, ManifestCommand.self, DescriptorsCommand.self,
    RulesCommand.self, TargetCommand.self,
  ]
}
