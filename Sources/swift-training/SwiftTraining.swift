import ArgumentParser
import GeneratorCommands
import TrainingManifest

/// The generator as a program of its own, which needs no `protoc`.
@main
struct SwiftTraining: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "swift-training",
    abstract: "Compiles protos of trainable services, checks them, and generates Swift.",
    discussion: """
      swift-training generate -o Sources/App service.proto
      swift-training check service.proto

      Imports are looked for in the folders of -I. The program contains training.proto. It finds \
      protobuf's own protos in the checkout of swift-protobuf or in the include folder of an \
      installed protoc; --verbose shows where.
      """,
    version: ToolchainVersion.current, subcommands: CommandList.all)

  static func main() {
    do {
      main(try ProgramArguments.current())
    } catch {
      exit(withError: error)
    }
  }
}
