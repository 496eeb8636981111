import Foundation
import TestSupport
import Testing

/// Tests the build tool plugin and the command plugin in a user's package.
@Suite struct PackagePluginTests {
  private static let settingsFile = "Sources/Handler/training-generator.json"
  private static let settings = """
    {"options": ["Visibility=Package", "UseAccessLevelOnImports=true"],
     "importPaths": ["../../Protos"]}
    """

  /// This takes minutes, because the package builds all its dependencies. So one package is used
  /// for all checks.
  @Test func aPackageGeneratesWhatItNeeds() async throws {
    try await withTemporaryDirectory { directory in
      let package = try ConsumerPackage.handler(in: directory)
      try await expectError(
        "PROTOC_PATH is /nonexistent/protoc, which isn't an executable file; set it to the path "
          + "of protoc"
      ) {
        try await package.swift(["build"], environment: ["PROTOC_PATH": "/nonexistent/protoc"])
      }
      try await handlerIsGuarded(package)
      try await settingsApply(package)
      try await unfitSettingsAreRefused(package)
      try await filesNeedDifferentNames(package)
      try await filesNeedDifferentSymbols(package)
      try await commandWritesBesideTheProto(package)
    }
  }

  private func handlerIsGuarded(_ package: ConsumerPackage) async throws {
    let build = try await package.swift(["build"])
    #expect(build.status == 0, "\(build.text)\(build.errors)")
    #expect(!build.text.contains("handler/Sources") && !build.text.contains("outputs/handler"))
    #expect(
      try package.compiled() == TraitTests.stubs.union(["GRPCInProcessTransport", "Handler"]))
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

  private func unfitSettingsAreRefused(_ package: ConsumerPackage) async throws {
    let file = package.folder.appendingPathComponent(Self.settingsFile).path
    for (settings, error) in [
      (
        #"{"options": ["FileNaming=FullPath"]}"#,
        "\(file) sets FileNaming=FullPath, which this plugin sets itself; remove it"
      ),
      (
        #"{"options": ["Manifest=Merged"]}"#,
        "\(file) sets Manifest=Merged, which this plugin sets itself; remove it"
      ),
      (#"{"option": []}"#, "\(file) has the unknown key option; use options or importPaths"),
    ] {
      try package.write(Self.settingsFile, settings)
      try await expectError(error) { try await package.swift(["build"]) }
    }
    try package.write(Self.settingsFile, #"{"options": "Visibility=Public"}"#)
    let build = try await package.swift(["build"])
    #expect(errors(build).first?.contains("isn't a JSON object of arrays of strings") == true)
    try package.remove(Self.settingsFile)
  }

  private func filesNeedDifferentNames(_ package: ConsumerPackage) async throws {
    try package.write("Sources/Handler/other/service.proto", #"syntax = "proto3";"#)
    let sources = package.folder.appendingPathComponent("Sources/Handler").path
    try await expectError(
      "a target can have only one service.proto, because Swift files need different names; rename "
        + "one of \(sources)/other/service.proto, \(sources)/service.proto"
    ) { try await package.swift(["build"]) }
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
    #expect(
      (build.text + build.errors).contains(
        #"second.proto:1:43: "twice.Item" is already defined in file "first.proto"."#))
    try package.remove("Sources/Handler/first.proto")
    try package.remove("Sources/Handler/second.proto")
  }

  private func commandWritesBesideTheProto(_ package: ConsumerPackage) async throws {
    func generate(_ arguments: [String]) async throws -> CommandOutcome {
      try await package.swift(
        ["package", "--allow-writing-to-package-directory", "generate-swift-training"] + arguments)
    }
    try package.write(Self.settingsFile, Self.settings)
    let outcome = try await generate(["--target", "Handler", "--output", "Kept"])
    #expect(outcome.status == 0, "\(outcome.text)\(outcome.errors)")
    #expect(outcome.text.contains("Handler: service.proto"))
    let kept = package.folder.appendingPathComponent("Sources/Handler/Kept")
    #expect(
      try FileManager.default.contentsOfDirectory(atPath: kept.path).sorted()
        == [
          "service.grpc.swift", "service.pb.swift", "service.training.json",
          "service.training.swift",
        ])
    #expect(
      try String(contentsOf: kept.appendingPathComponent("service.training.swift"), encoding: .utf8)
        == package.generated("service.training.swift"))

    try package.write("Sources/Handler/service.proto", #"syntax = "proto3"; message {"#)
    let broken = try await generate(["--output", "Broken"])
    #expect(broken.status != 0)
    #expect(broken.errors.contains("nothing was generated for Handler"))
    try package.remove("Sources/Handler/service.proto")
    try package.write("Sources/Handler/.build/checkouts/other.proto", #"syntax = "proto3";"#)
    #expect(try await generate([]).errors.contains("there is no .proto file in"))
    #expect(
      try await generate(["--taget", "Handler"]).errors.contains(
        "the argument --taget is unknown"))
  }

  private func expectError(
    _ message: String, of command: () async throws -> CommandOutcome
  ) async throws {
    let outcome = try await command()
    #expect(outcome.status != 0)
    #expect(errors(outcome).first == "error: \(message)")
  }

  private func errors(_ outcome: CommandOutcome) -> [String] {
    (outcome.text + outcome.errors).split(separator: "\n").map(String.init)
      .filter { $0.hasPrefix("error:") }
  }
}
