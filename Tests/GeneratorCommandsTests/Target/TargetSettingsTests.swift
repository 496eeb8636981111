import Foundation
import TestSupport
import Testing

/// The settings are read when the command runs, so edits of them count.
@Suite struct TargetSettingsTests {
  private static let shop = """
    syntax = "proto3"; package shop;
    message Order {}
    service Orders { rpc Place(Order) returns (Order); }
    """
  private static let file = "training-generator.json"

  @Test func editsCount() async throws {
    try await withTargetFolder { target in
      try target.write("shop.proto", Self.shop)
      for (settings, text) in [
        ("{}", "nonisolated struct Shop_Order"),
        (#"{"visibility": "public"}"#, "public nonisolated struct Shop_Order"),
        (#"{"visibility": "Package"}"#, "package nonisolated struct Shop_Order"),
        (#"{"options": ["GRPCProtobufModuleName=GRPCProtobuf"]}"#, "import GRPCProtobuf"),
        (#"{"files": [{"match": "sh*.proto", "visibility": "public"}]}"#, "public nonisolated"),
      ] {
        try target.write(Self.file, settings)
        let outcome = try await target.build()
        #expect(outcome.status == 0, "\(outcome.errors)")
        #expect(try target.text("shop.pb.swift").contains(text), "\(settings)")
      }
    }
  }

  @Test(arguments: [
    ("[]", [false, false, false]), (#"["messages"]"#, [true, false, false]),
    (#"["messages", "clients"]"#, [true, true, false]),
    (#"["servers"]"#, [false, false, true]),
  ])
  func partsAreChosen(_ parts: String, _ expected: [Bool]) async throws {
    try await withTargetFolder { target in
      try target.write("shop.proto", Self.shop)
      try target.write(Self.file, #"{"generate": \#(parts)}"#)
      #expect(try await target.build().status == 0)
      let swift = try target.text("shop.pb.swift")
      let declarations = [
        "struct Shop_Order", "protocol ClientProtocol", "protocol ServiceProtocol",
      ]
      #expect(declarations.map(swift.contains) == expected)
    }
  }

  @Test(arguments: [
    (
      "{\n  \"visibillity\": \"public\"\n}",
      "2:3: error: the key visibillity is unknown; did you mean visibility?"
    ),
    (
      #"{"visibility": "open"}"#,
      "1:16: error: the value of visibility must be one of internal, package, public"
    ),
    (#"{"visibility": 1}"#, "1:16: error: the value of visibility must be a string"),
    (#"{"importPaths": "x"}"#, "1:17: error: the value of importPaths must be an array of strings"),
    (
      #"{"options": ["Visibility=Public"]}"#,
      "1:14: error: Visibility can't be an option here; use the key visibility"
    ),
    (#"{"options": ["Swft=true"]}"#, "1:14: error: there is no option \"Swft\""),
    (#"{"generate": ["stubs"]}"#, "1:15: error: stubs can't be generated; use some of messages"),
    (#"{"files": [{"visibility": "public"}]}"#, "1:12: error: each entry of files needs the key"),
    (
      #"{"invocations": []}"#,
      "1:2: error: the key invocations is unknown: write the keys of an invocation at the top"
    ),
    (
      #"{"visibility": "public", "files": [{"match": "a", "visibility": "public", "vis": 1}]}"#,
      "1:75: error: the key vis is unknown"
    ),
    (
      #"{"files": [{"match": "warnings", "warnings": "loud"}]}"#,
      "1:46: error: the value of warnings must be one of"
    ),
    (
      "{\"warnings\": \"none\",\n \"warnings\": \"show\"}",
      "2:2: error: the key warnings is also on line 1; remove one of them"
    ),
    (#"{"moduleMappings": {"Units": "units.proto"}}"#, "1:20: error: the value of moduleMappings"),
    ("[]", "1:1: error: the file contains an array; write an object, such as {"),
    ("{\n\"files\" [] }", "2:9: error: a colon is missing after the key \"files\"; write a colon"),
    ("{\"warnings\": \"none\",}", "1:20: error: a comma precedes the closing }; remove it"),
    ("{", "1:2: error: the text ends before the closing }; complete the file"),
    (#"{"protocPath": "/nonexistent/protoc"}"#, "error: protocPath is /nonexistent/protoc"),
    (#"{"protocPath": "/bin/true"}"#, "error: /bin/true wrote no descriptors of the protos"),
  ])
  func faultsHavePlaces(_ settings: String, _ message: String) async throws {
    try await withTargetFolder { target in
      try target.write("shop.proto", Self.shop)
      #expect(try await target.build().status == 0)
      try target.write(Self.file, settings)
      let outcome = try await target.build()
      #expect(outcome.status == 1)
      #expect(
        outcome.errors.hasPrefix("\(target.sources.path)/\(Self.file):")
          && outcome.errors.contains(message), "\(outcome.errors)")
      try target.write(Self.file, "{}")
      #expect(try await target.build().status == 0)
    }
  }

  /// SwiftPM only knows the folders that were named when it planned the build.
  @Test func foldersThatAreNotWatchedAreNamed() async throws {
    try await withTargetFolder { target in
      let protos = target.root.appendingPathComponent("protos")
      try FileManager.default.createDirectory(at: protos, withIntermediateDirectories: true)
      let units = protos.appendingPathComponent("units.proto")
      try Data(#"syntax = "proto3"; message Unit {}"#.utf8).write(to: units)
      try target.write(
        "shop.proto", #"syntax = "proto3"; import "units.proto"; message Order { Unit unit = 1; }"#)
      try target.write(Self.file, #"{"importPaths": ["../protos", "../other"]}"#)
      let warning = "warning: edits of the protos in \(protos.path) aren't noticed yet"
      for _ in 0..<2 {
        let outcome = try await target.build()
        #expect(outcome.status == 0)
        #expect(outcome.errors.contains("/\(Self.file):1:1: \(warning)"), "\(outcome.errors)")
        #expect(!outcome.errors.contains("/other "))
      }
      var target = target
      target.watched = [units.path]
      let planned = try await target.build()
      #expect(planned.status == 0 && planned.errors.isEmpty, "\(planned.errors)")
    }
  }

  /// protoc is used only if it's asked for, and makes the same.
  @Test func protocMakesTheSame() async throws {
    try await withTargetFolder { target in
      try target.write("service.proto", String(contentsOfFile: Program.guide, encoding: .utf8))
      #expect(try await target.build().status == 0)
      let swift = try target.text("service.pb.swift")
      let which = try await Command("which", ["protoc"]).run().text
      let protoc =
        ProcessInfo.processInfo.environment["PROTOC_PATH"]
        ?? which.trimmingCharacters(in: .newlines)
      try target.write(Self.file, #"{"protocPath": "\#(protoc)"}"#)
      let outcome = try await target.build()
      #expect(outcome.status == 0, "\(outcome.errors)")
      #expect(try target.text("service.pb.swift") == swift)
      try target.write("service.proto", #"syntax = "proto3"; message {"#)
      let broken = try await target.build()
      #expect(broken.status == 1)
      #expect(
        broken.errors.hasPrefix("\(target.sources.path)/service.proto:1:28: error: "),
        "\(broken.errors)")
    }
  }

  /// The settings of the other generators' plugins count as they are.
  @Test func settingsOfPeersAreUnderstood() async throws {
    try await withTargetFolder { target in
      try target.write("shop.proto", Self.shop)
      try target.write("rest.proto", #"syntax = "proto3"; package rest; message Rest {}"#)
      try target.write(
        "swift-protobuf-config.json",
        #"{"invocations": [{"protoFiles": ["shop.proto"], "visibility": "public"}]}"#)
      let outcome = try await target.build()
      #expect(outcome.status == 0, "\(outcome.errors)")
      let messages = try target.text("shop.pb.swift")
      #expect(messages.contains("public nonisolated struct Shop_Order"))
      #expect(!messages.contains("enum Shop_Orders"))
      #expect(try !target.text("rest.pb.swift").contains("struct"))
      try target.write(
        "grpc-swift-proto-generator-config.json",
        """
        {"generate": {"messages": false, "servers": false},
         "generatedSource": {"accessLevel": "public"}}
        """)
      #expect(try await target.build().status == 0)
      let both = try target.text("shop.pb.swift")
      #expect(both.contains("struct Shop_Order") && both.contains("protocol ClientProtocol"))
      #expect(!both.contains("protocol ServiceProtocol"))
    }
  }
}
