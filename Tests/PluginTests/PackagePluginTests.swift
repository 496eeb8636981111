import Foundation
import TestSupport
import Testing

extension ConsumerTests {
  /// Tests the build tool plugin and the command plugin in a user's package.
  @Suite struct PackagePluginTests {
    private static let settingsFile = "Sources/Handler/training-generator.json"
    private static let settings = """
      {"visibility": "package", "accessLevelOnImports": true, "importPaths": ["../../Protos"]}
      """

    /// This takes minutes, because the package builds all its dependencies. So one package is used
    /// for all checks.
    @Test func aPackageGeneratesWhatItNeeds() async throws {
      let package = try SharedScratch.handler()
      try await handlerIsGuarded(package)
      try await settingsApply(package)
      try await unfitSettingsAreRefused(package)
      try await foldersHaveNamesOfTheirOwn(package)
      try await filesNeedDifferentSymbols(package)
      try await commandWritesBesideTheProto(package)
    }

    private func handlerIsGuarded(_ package: ConsumerPackage) async throws {
      let build = try await package.swift(["build"])
      #expect(build.status == 0, "\(build.text)\(build.errors)")
      #expect(!build.text.contains("unhandled") && !build.text.contains("outputs/handler"))
      let output = build.text + build.errors
      let proto = package.folder.appendingPathComponent("Sources/Handler/service.proto").path
      #expect(output.components(separatedBy: "\(proto):14:5: warning: ").count == 2, "\(output)")
      #expect(
        try package.linked("Handler")
          == TraitTests.stubs.union(["GRPCInProcessTransport", "Handler"]))
      let run = try await package.swift(["run", "--skip-build"])
      #expect(run.text == "default heard 3 bytes\nmine heard 3 bytes\nnotFound\n")
    }

    /// The settings' options are passed to the generator, and imports are found in the settings'
    /// folders.
    private func settingsApply(_ package: ConsumerPackage) async throws {
      try package.write("Protos/units.proto", #"syntax = "proto3";"#)
      try package.write("Sources/Handler/more.proto", #"syntax = "proto3"; import "units.proto";"#)
      try package.write(Self.settingsFile, Self.settings)
      let build = try await package.swift(["build"])
      #expect(build.status == 0, "\(build.text)\(build.errors)")
      #expect(!build.text.contains("unhandled"))
      #expect(try package.generated("service.pb.swift").contains("package nonisolated struct"))
      _ = try package.generated("more.pb.swift")
      try package.remove("Sources/Handler/more.proto")
    }

    /// The settings are read when the command runs, so that they can be mended without a new plan.
    private func unfitSettingsAreRefused(_ package: ConsumerPackage) async throws {
      let file = package.folder.appendingPathComponent(Self.settingsFile).path
      for (settings, error) in [
        (#"{"visibilty": "public"}"#, "1:2: error: the key visibilty is unknown; did you mean"),
        ("{", "1:2: error: the text ends before the closing }"),
      ] {
        try package.write(Self.settingsFile, settings)
        let build = try await package.swift(["build"])
        let output = build.text + build.errors
        #expect(build.status != 0 && output.contains("\(file):"), "\(output)")
        #expect(output.components(separatedBy: error).count == 2, "\(output)")
      }
      try package.write(Self.settingsFile, "{}")
      let build = try await package.swift(["build"])
      #expect(build.status == 0, "\(build.text)\(build.errors)")
      #expect(try !package.generated("service.pb.swift").contains("package nonisolated struct"))
      try package.remove(Self.settingsFile)
    }

    private func foldersHaveNamesOfTheirOwn(_ package: ConsumerPackage) async throws {
      try package.write(
        "Sources/Handler/other/service.proto", #"syntax = "proto3"; message Other {}"#)
      let build = try await package.swift(["build"])
      #expect(build.status == 0, "\(build.text)\(build.errors)")
      #expect(try package.generated("other_service.pb.swift").contains("struct Other"))
      try package.remove("Sources/Handler/other")
    }

    /// The daemon compiles all protos together, so protoc has to see them together, too.
    private func filesNeedDifferentSymbols(_ package: ConsumerPackage) async throws {
      for name in ["first", "second"] {
        try package.write(
          "Sources/Handler/\(name).proto",
          #"syntax = "proto3"; package twice; message Item { int32 code = 1; }"#)
      }
      let build = try await package.swift(["build"])
      #expect(build.status != 0)
      let second = package.folder.appendingPathComponent("Sources/Handler/second.proto").path
      #expect((build.text + build.errors).contains("\(second):1:43: error: "))
      try package.remove("Sources/Handler/first.proto")
      try package.remove("Sources/Handler/second.proto")
    }

    /// `--check` finds what is out of date, and the build tool plugin what it would declare again.
    private func keptFilesAreGuarded(_ package: ConsumerPackage) async throws {
      let file = "Sources/Handler/Kept/service.pb.swift"
      let path = package.folder.appendingPathComponent(file).path
      let text = try String(contentsOfFile: path, encoding: .utf8)
      try package.write(file, text + "// An edit.\n")
      let verb = ["package", "--allow-writing-to-package-directory", "generate-swift-training"]
      let check = try await package.swift(verb + ["--output", "Kept", "--check"])
      #expect(check.status != 0 && check.text.contains("out of date: \(path)"), "\(check.text)")
      // SwiftPM asks for the permission before it looks at the arguments.
      let help = try await package.swift(["package", "generate-swift-training", "--help"])
      #expect(help.status != 0 && help.errors.contains("--allow-writing-to-package-directory"))
      #expect(try await package.swift(verb + ["--help"]).text.contains("--dry-run  Write nothing"))
      let usage = try await package.swift(["package", "check-swift-training", "--help"])
      #expect(usage.text.contains("--manifest  Print the training methods"), "\(usage.errors)")
      let build = try await package.swift(["build"])
      #expect(build.status != 0)
      #expect(
        (build.text + build.errors).contains(
          "\(path):1:1: error: the plugin TrainingGenerator generates the declarations of this file"
        ),
        "\(build.text)\(build.errors)")
    }

    private func commandWritesBesideTheProto(_ package: ConsumerPackage) async throws {
      func generate(_ arguments: [String]) async throws -> CommandOutcome {
        try await package.swift(
          ["package", "--allow-writing-to-package-directory", "generate-swift-training"] + arguments
        )
      }
      try package.write(Self.settingsFile, Self.settings)
      let outcome = try await generate(["--target", "Handler", "--output", "Kept"])
      #expect(outcome.status == 0, "\(outcome.text)\(outcome.errors)")
      #expect(outcome.text.contains("Handler: 4 written, 0 removed, 0 unchanged in "))
      let kept = package.folder.appendingPathComponent("Sources/Handler/Kept")
      #expect(
        try FileManager.default.contentsOfDirectory(atPath: kept.path).sorted()
          == [
            "service.grpc.swift", "service.pb.swift", "service.training.json",
            "service.training.swift",
          ])
      #expect(try await generate(["--output", "Kept", "--check"]).status == 0)
      if runsLongTests { try await keptFilesAreGuarded(package) }

      try package.write("Sources/Handler/service.proto", #"syntax = "proto3"; message {"#)
      let broken = try await generate(["--output", "Broken"])
      #expect(broken.status != 0)
      #expect(broken.errors.contains("see above for Handler"))
      try package.remove("Sources/Handler/service.proto")
      try package.write("Sources/Handler/.build/checkouts/other.proto", #"syntax = "proto3";"#)
      #expect(try await generate([]).errors.contains("there is no .proto file in"))
      #expect(
        try await generate(["--taget", "Handler"]).errors.contains(
          "the argument --taget is unknown"))
    }
  }
}
