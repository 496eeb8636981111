import CompilerJudge
import FixtureCases
import Foundation
import TestSupport
import Testing

/// The built-in compiler agrees with protoc 36.2 about a sample of protos. `Scripts/compiler-check`
/// compares many more.
@Suite(.enabled(if: InstalledProtoc.path != nil)) struct SampleTests {
  @Test func ownProtosAgree() throws {
    let protoc = try InstalledProtoc.installation()
    let contract = Repository.file("Sources/TrainingProtos/Protos").path
    let fixtures = try FixtureCase.all().map(\.folder) + CompilerCase.all().map(\.folder)
    let corpora = try fixtures.map { folder in
      try Corpus(
        name: folder.lastPathComponent, folder: folder.path, includes: [contract, protoc.include])
    }
    let known = try Corpus(name: "well-known", folder: protoc.include, includes: [])
    try Self.expectAgreement(
      (corpora + [known]).flatMap { corpus in
        zip(corpus.files.map { "\(corpus.name)/\($0)" }, corpus.inputs)
      }, protoc)
  }

  @Test func randomProtosAgree() throws {
    let protoc = try InstalledProtoc.installation(["--retain_options"])
    try Self.expectAgreement(
      (0..<80).map { seed in
        ("seed \(seed)", RandomProto.input(seed: seed, include: protoc.include))
      }, protoc, retainsOptions: true)
  }

  @Test func changedProtosAgree() throws {
    let protoc = try InstalledProtoc.installation()
    let corpora = try FixtureCase.all().map { item in
      try Corpus(
        name: item.name, folder: item.folder.path,
        includes: [Repository.file("Sources/TrainingProtos/Protos").path, protoc.include])
    }
    let samples = try MutationSamples(corpora, include: protoc.include, largest: 10_000)
    try Self.expectAgreement((0..<400).map { samples.mutated(seed: $0) }, protoc)
  }

  /// Options that are only for the source leave an empty message behind, but only in programs with
  /// a descriptor.proto of their own.
  @Test func strippedOptionsAgree() throws {
    let protoc = try InstalledProtoc.installation()
    let descriptor = "google/protobuf/descriptor.proto"
    let original = try Data(contentsOf: URL(fileURLWithPath: "\(protoc.include)/\(descriptor)"))
    func input(_ name: String) -> CompilerInput {
      let text = """
        syntax = "proto2";
        import "\(name)";
        extend google.protobuf.FieldOptions {
          optional int32 field = 50000 [retention = RETENTION_SOURCE];
        }
        message A {
          extensions 1 to 10 [declaration = { number: 1 full_name: ".x" type: "int32" }];
          extensions 20 [verification = UNVERIFIED];
          optional int32 a = 30 [(field) = 1];
          optional int32 b = 31 [(field) = 1, deprecated = true];
        }
        """
      var input = CompilerInput(folders: [protoc.include], requested: ["a.proto"])
      input.files = ["a.proto": Array(text.utf8), "copy.proto": [UInt8](original)]
      return input
    }
    try Self.expectAgreement(
      [("original", input(descriptor)), ("copy", input("copy.proto"))], protoc)
  }

  /// The lengths of names around protoc's limits, which depend on what else it keeps of a name.
  @Test(arguments: [
    (65_526, #"message M { int32 b = 1 [json_name = "NAME"]; }"#),
    (65_533, "message M { int32 NAME = 1; }"),
    (43_687, "message M { int32 a_NAME = 1; }"),
    (32_762, "message M { int32 _NAME = 1; }"),
    (16_381, "message M { int32 ANAME = 1; }"),
    (65_535, #"message M { reserved "NAME"; }"#),
    (65_535, #"enum M { A = 0; reserved "NAME"; }"#),
    (65_533, "message M { oneof NAME { int32 a = 1; } }"),
    (65_522, "message M { map<int32, int32> NAME = 1; }"),
    (65_532, "message M { optional int32 NAME = 1; }"),
    (65_533, "message M {} service S { rpc NAME(M) returns (M); }"),
    (511, "package NAME;"),
  ])
  func longNamesAgree(_ limit: Int, _ text: String) throws {
    let protoc = try InstalledProtoc.installation()
    let inputs = (limit - 8...limit + 8).map { length -> (String, CompilerInput) in
      let name = String(repeating: "a", count: length)
      let proto = "syntax = \"proto3\";\n\(text.replacing("NAME", with: name))"
      var input = CompilerInput(folders: [], requested: ["a.proto"])
      input.files = ["a.proto": Array(proto.utf8)]
      return ("\(length) letters", input)
    }
    try Self.expectAgreement(inputs, protoc)
  }

  static func expectAgreement(
    _ inputs: [(String, CompilerInput)], _ protoc: ProtocInstallation, retainsOptions: Bool = false
  ) throws {
    let tally = Tally()
    let judge = try Judge(BuiltInCompiler(retainsOptions: retainsOptions), against: protoc)
    try judge.judge(inputs.count, input: { (name: inputs[$0].0, input: inputs[$0].1) }) {
      tally.add($2, example: $0)
    }
    #expect(tally.total == inputs.count)
    for cause in tally.causes {
      Issue.record("\(cause.count) × \(cause.judgement), e.g. \(cause.example):\n\(cause.detail)")
    }
  }
}

/// The judge itself, with protoc in the place of the compiler.
@Suite(.enabled(if: InstalledProtoc.path != nil)) struct JudgeTests {
  /// Changes what protoc says.
  private struct Liar: JudgedCompiler {
    let protoc: ProtocInstallation
    let change: @Sendable (inout Verdict) -> Void

    func verdict(on input: CompilerInput) throws -> Verdict {
      var verdict = try protoc.withCompiler { try $0.verdict(on: input) }
      change(&verdict)
      return verdict
    }
  }

  private static func tally(_ change: @escaping @Sendable (inout Verdict) -> Void) throws -> Tally {
    let protoc = try InstalledProtoc.installation()
    let tally = Tally()
    try Judge(Liar(protoc: protoc, change: change), against: protoc).judge(
      60, input: { ("\($0)", RandomProto.input(seed: UInt64($0), include: protoc.include)) },
      report: { tally.add($2, example: $0) })
    return tally
  }

  /// Most random protos are accepted: those that aren't compare little.
  @Test func protocAgreesWithItself() throws {
    let tally = try Self.tally { _ in }
    #expect(tally.differences == 0)
    #expect(tally.counts["accepted by both, equal", default: 0] > 40, "\(tally.summary)")
  }

  @Test func aChangedByteIsFound() throws {
    let tally = try Self.tally { verdict in
      guard let count = verdict.descriptors?.count else { return }
      verdict.descriptors?[count / 2] ^= 1
    }
    #expect(tally.counts["accepted by both, equal"] == nil)
  }

  @Test func anotherPlaceIsFound() throws {
    let tally = try Self.tally { verdict in
      for index in verdict.messages.indices { verdict.messages[index].column? += 1 }
    }
    #expect(tally.counts["refused by both, same place"] == nil)
  }
}

/// The protoc to compare with.
enum InstalledProtoc {
  /// The path in `TRAINING_PROTOC`, which `Scripts/test` sets.
  static var path: String? { ProcessInfo.processInfo.environment["TRAINING_PROTOC"] }

  static func installation(_ arguments: [String] = []) throws -> ProtocInstallation {
    ProtocInstallation(path: try #require(path), arguments: arguments)
  }
}
