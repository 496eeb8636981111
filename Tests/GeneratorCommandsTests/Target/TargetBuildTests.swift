import Foundation
import TestSupport
import Testing

@Suite struct TargetBuildTests {
  private static let part = #"syntax = "proto3"; package parts; message Part { int32 code = 1; }"#
  private static let order = """
    syntax = "proto3"; package shop; import "part.proto"; message Order { parts.Part part = 1; }
    """
  private static let other = #"syntax = "proto3"; package other; message Other { int32 code = 1; }"#

  /// A proto with a message, a service, a guard and a manifest makes one Swift file.
  @Test func allSwiftOfAProtoIsInOneFile() async throws {
    try await withTargetFolder { target in
      try target.write(
        "service.proto", String(contentsOfFile: Program.guide, encoding: .utf8))
      let outcome = try await target.build()
      #expect(outcome.status == 0, "\(outcome.errors)")
      #expect(try target.names() == ["service.pb.swift", "service.training.json"])
      let swift = try target.text("service.pb.swift")
      for declaration in [
        "struct Service_sttInput: Sendable", "enum Service_ExampleService: Sendable",
        "protocol GuardedServiceProtocol",
      ] { #expect(swift.contains(declaration)) }
      let imports = swift.split(separator: "\n").filter { $0.hasPrefix("import ") }
      #expect(imports.count == Set(imports).count && imports.contains("import GRPCCore"))
    }
  }

  /// The sources of several folders don't disturb each other, and awkward names can be built.
  @Test func everyProtoHasItsOwnFile() async throws {
    try await withTargetFolder { target in
      let paths = ["a/item.proto", "b/item.proto", "a_b.proto", "a/b.proto", "my file-v1.2.proto"]
      for (index, path) in paths.enumerated() {
        try target.write(path, #"syntax = "proto3"; package p\#(index); message Item {}"#)
      }
      let outcome = try await target.build()
      #expect(outcome.status == 0, "\(outcome.errors)")
      #expect(
        try target.names() == [
          "a_b.pb.swift", "a_b_2.pb.swift", "a_item.pb.swift", "b_item.pb.swift",
          "my_file-v1.2.pb.swift",
        ])
    }
  }

  @Test func onlyWhatHasChangedIsWritten() async throws {
    try await withTargetFolder { target in
      try target.write("part.proto", Self.part)
      try target.write("order.proto", Self.order)
      try target.write("other.proto", Self.other)
      #expect(try await target.build().status == 0)
      try target.age()
      #expect(try await target.build().status == 0)
      #expect(try target.written().isEmpty)
      // A change that shows in nothing that is generated.
      try target.write("other.proto", Self.other + "\n\n")
      #expect(try await target.build().status == 0)
      #expect(try target.written().isEmpty)
      try target.write("part.proto", Self.part.replacing("code", with: "number"))
      #expect(try await target.build().status == 0)
      #expect(try target.written() == ["part.pb.swift"])
      #expect(try target.text("part.pb.swift").contains("var number: Int32"))
    }
  }

  /// An import that changes what is generated for the proto that imports it.
  @Test func changesOfImportsReachOtherProtos() async throws {
    let color = #"syntax = "proto2"; package paint; enum Color { RED = 1; BLUE = 2; }"#
    try await withTargetFolder { target in
      let paint = TargetFolder(root: target.root, name: "Paint")
      try paint.write("color.proto", color)
      try paint.write("training-generator.json", #"{"visibility": "public"}"#)
      var target = target
      target.dependencies = ["Paint"]
      try target.write(
        "wall.proto",
        """
        syntax = "proto2"; package house; import "color.proto";
        message Wall { optional paint.Color color = 1 [default = RED]; }
        """)
      let outcome = try await target.build()
      #expect(outcome.status == 0, "\(outcome.errors)")
      let first = try target.text("wall.pb.swift")
      #expect(first.contains("import Paint") && first.contains(".red"))
      try paint.write("color.proto", color.replacing("RED", with: "PINK"))
      let broken = try await target.build()
      #expect(broken.status == 1 && broken.errors.contains("wall.proto:2:"))
      try target.age()
      try paint.write(
        "color.proto", color.replacing("RED = 1; BLUE = 2", with: "BLUE = 2; RED = 1"))
      #expect(try await target.build().status == 0)
      try paint.write("color.proto", color)
      #expect(try await target.build().status == 0)
      #expect(try target.text("wall.pb.swift") == first)
    }
  }

  /// Without a remedy, the Swift compiler would only say that it can't find a type.
  @Test(arguments: [(true, "package"), (false, "public")])
  func hiddenModulesAreErrors(_ isInPackage: Bool, _ remedy: String) async throws {
    try await withTargetFolder { target in
      let parts = TargetFolder(root: target.root, name: "Parts")
      try parts.write("part.proto", Self.part)
      try parts.write("training-generator.json", #"{"visibility": "internal"}"#)
      var target = target
      target.dependencies = ["Parts"]
      target.isInPackage = isInPackage
      try target.write("order.proto", Self.order)
      let outcome = try await target.build()
      #expect(outcome.status == 1)
      let settings = parts.sources.appendingPathComponent("training-generator.json").path
      #expect(
        outcome.errors.hasPrefix(
          "\(target.sources.path)/order.proto:1:41: error: the Swift of part.proto in the module "
            + "Parts is internal; set \"visibility\": \"\(remedy)\" in \(settings)"),
        "\(outcome.errors)")
    }
  }

  @Test func outputOfRemovedProtosIsRemoved() async throws {
    try await withTargetFolder { target in
      try target.write("part.proto", Self.part)
      try target.write("other.proto", Self.other)
      #expect(try await target.build().status == 0)
      try target.remove("other.proto")
      #expect(try await target.build().status == 0)
      #expect(try target.names() == ["part.pb.swift"])
    }
  }

  @Test func outputThatWasChangedIsWrittenAgain() async throws {
    try await withTargetFolder { target in
      try target.write("part.proto", Self.part)
      #expect(try await target.build().status == 0)
      let swift = try target.text("part.pb.swift")
      try Data("// nothing".utf8).write(to: target.output.appendingPathComponent("part.pb.swift"))
      #expect(try await target.build().status == 0)
      #expect(try target.text("part.pb.swift") == swift)
    }
  }

  /// Each build shows the warnings once, with places that can be clicked on.
  @Test func warningsAreRepeated() async throws {
    try await withTargetFolder { target in
      try target.write(
        "clip.proto",
        """
        syntax = "proto3"; import "training.proto";
        \tmessage Clip { training.ModelID model = 1; }
        service Speech { rpc Hear(Clip) returns (Clip) { option (training.dataset_type) = "zip"; } }
        """)
      let first = try await target.build()
      #expect(first.status == 0)
      let place = "\(target.sources.path)/clip.proto:2:17: warning: "
      #expect(first.errors.contains(place), "\(first.errors)")
      #expect(first.errors.components(separatedBy: "[model-field-name]").count == 2)
      #expect(try await target.build().errors == first.errors)
      try target.write("other.proto", Self.other)
      #expect(try await target.build().errors == first.errors)
    }
  }

  /// The remedy is that of a package, and not an option of a program that nobody runs by hand.
  @Test func missingImportsHaveARemedy() async throws {
    try await withTargetFolder { target in
      try target.write("order.proto", Self.order)
      let alone = try await target.build()
      #expect(alone.status == 1)
      #expect(
        alone.errors.contains(
          "If it belongs to another target that uses the plugin, add that target to the dependencies "
            + "of App in Package.swift."), "\(alone.errors)")
      try Data(Self.part.utf8).write(to: target.root.appendingPathComponent("part.proto"))
      let beside = try await target.build()
      #expect(
        beside.errors.contains(
          "It is in \(target.root.path): add this folder to importPaths in training-generator.json."
        ),
        "\(beside.errors)")
    }
  }

  @Test func errorsHavePlaces() async throws {
    try await withTargetFolder { target in
      try target.write("part.proto", Self.part)
      try target.write("order.proto", Self.order.replacing("parts.Part", with: "parts.Port"))
      let outcome = try await target.build()
      #expect(outcome.status == 1)
      #expect(
        outcome.errors.hasPrefix("\(target.sources.path)/order.proto:1:71: error: "),
        "\(outcome.errors)")
    }
  }

  /// Protos that were written for another folder than the target's are compiled as they are.
  @Test func foldersForImportsAreFound() async throws {
    try await withTargetFolder { target in
      try target.write("protos/parts/part.proto", Self.part)
      try target.write(
        "protos/shop/order.proto", Self.order.replacing("part.proto", with: "parts/part.proto"))
      let outcome = try await target.build()
      #expect(outcome.status == 0, "\(outcome.errors)")
      #expect(try target.text("protos_shop_order.pb.swift").contains("Source: shop/order.proto"))
    }
  }
}
