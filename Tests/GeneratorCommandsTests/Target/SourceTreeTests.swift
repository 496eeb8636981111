import Foundation
import TestSupport
import Testing

/// What the command plugin does with the files that a target keeps.
@Suite struct SourceTreeTests {
  private static let part = #"syntax = "proto3"; package parts; message Part { int32 code = 1; }"#

  private static func write(_ target: TargetFolder, _ more: String...) async throws
    -> CommandOutcome
  {
    let output = target.sources.appendingPathComponent("Generated").path
    return try await target.run(["write", "--output", output] + more)
  }

  private static func kept(_ target: TargetFolder) throws -> [String] {
    let folder = target.sources.appendingPathComponent("Generated").path
    return try FileManager.default.subpathsOfDirectory(atPath: folder).sorted()
      .filter { $0.hasSuffix("swift") || $0.hasSuffix("json") }
  }

  @Test func filesAreKeptInStep() async throws {
    try await withTargetFolder { target in
      try target.write("part.proto", Self.part)
      try target.write("deep/other.proto", #"syntax = "proto3"; message Other {}"#)
      let missing = try await Self.write(target, "--check")
      #expect(missing.status == 1 && missing.text.contains("out of date: "))
      #expect(missing.errors.contains("run swift package generate-swift-training"))
      let list = try await Self.write(target, "--list")
      #expect(list.text.contains("part.proto → ") && list.text.contains("Generated/part.pb.swift"))
      let dry = try await Self.write(target, "--dry-run")
      #expect(dry.status == 0 && dry.text.contains("would write "))
      #expect(try await Self.write(target).text.hasPrefix("App: 2 written, 0 removed, 0 unchanged"))
      #expect(try Self.kept(target) == ["deep/other.pb.swift", "part.pb.swift"])
      #expect(try await Self.write(target, "--check").status == 0)
      #expect(try await Self.write(target).text.hasPrefix("App: 0 written, 0 removed, 2 unchanged"))

      try target.write("Generated/own.pb.swift", "// Written by hand.")
      try target.remove("deep/other.proto")
      let left = try await Self.write(target, "--check")
      #expect(left.status == 1 && left.text.contains("left from a removed proto: "))
      let removal = try await Self.write(target, "--verbose")
      #expect(removal.text.contains("removed ") && removal.text.contains("unchanged "))
      #expect(try Self.kept(target) == ["own.pb.swift", "part.pb.swift"])
      #expect(try await Self.write(target, "--clean").status == 0)
      #expect(try Self.kept(target) == ["own.pb.swift"])
    }
  }

  @Test func sameNamesAreRefused() async throws {
    try await withTargetFolder { target in
      try target.write("a/item.proto", #"syntax = "proto3"; package a; message Item {}"#)
      try target.write("b/item.proto", #"syntax = "proto3"; package b; message Item {}"#)
      try target.write("training-generator.json", #"{"fileNaming": "dropPath"}"#)
      let refused = try await Self.write(target)
      #expect(refused.status == 1)
      #expect(refused.errors.contains("set \"fileNaming\" to \"fullPath\""))
      try target.write("training-generator.json", #"{"fileNaming": "pathToUnderscores"}"#)
      #expect(try await Self.write(target).status == 0)
      #expect(try Self.kept(target) == ["a_item.pb.swift", "b_item.pb.swift"])
    }
  }

  @Test func manifestIsATable() async throws {
    try await withTargetFolder { target in
      try target.write("service.proto", String(contentsOfFile: Program.guide, encoding: .utf8))
      let outcome = try await target.run(["check", "--manifest"])
      #expect(outcome.status == 0)
      let lines = outcome.text.split(separator: "\n")
      #expect(lines.count == 2 && lines[0].hasPrefix("method "))
      #expect(lines[1].hasPrefix("service.ExampleService.stt  model_id "))
      try target.write("service.proto", #"syntax = "proto3"; message {"#)
      #expect(try await target.run(["check"]).status == 1)
    }
  }
}
