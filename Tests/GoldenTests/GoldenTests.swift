import FixtureCases
import Foundation
import Testing
import TrainingSchema

/// The generator's output for each case equals the recorded output, byte for byte.
///
/// To record intended changes, run `swift run fixtures record`.
@Suite struct GoldenTests {
  @Test(arguments: try FixtureCase.all())
  func outputIsAsRecorded(_ item: FixtureCase) throws {
    let output = try item.output()
    #expect(output.keys.sorted() == (try item.recordedNames()))
    for (name, content) in output {
      let file = item.expected.appendingPathComponent(name)
      let recorded = (try? String(contentsOf: file, encoding: .utf8)) ?? ""
      let difference = LineDifference(recorded, content)
      #expect(difference.isEmpty, "\(item.name)/\(name):\n\(difference)")
    }
  }

  @Test func refusedInputYieldsNoFile() throws {
    let refused = try FixtureCase.all().filter { $0.name.hasPrefix("refused-") }
    #expect(refused.count >= 2)
    for item in refused {
      #expect(try item.output().keys.sorted() == ["diagnostics.txt"])
    }
  }

  /// A message's codec stands in an extension of its own that names nothing of SwiftProtobuf's,
  /// apart from types of fields: what conforms to SwiftProtobuf.Message can be replaced alone.
  @Test func codecAndConformanceStandApart() throws {
    let swift = try FixtureCase.all().flatMap { try $0.output() }
      .filter { $0.key.hasSuffix(".pb.swift") }.map(\.value).joined()
    let extensions = swift.components(separatedBy: "\nnonisolated extension ").dropFirst()
      .map { $0.components(separatedBy: "\n}\n")[0] }
    let codecs = extensions.filter { $0.contains("func _measure(in ") }
    let conformances = extensions.filter { $0.contains("SwiftProtobuf.Message, ") }
    let messages = codecs.filter { $0.contains(/^.*: ProtoWire\.WireMessage \{\n/) }
    #expect(messages.count > 50 && conformances.count > messages.count)
    for codec in codecs {
      // The codec of fields in a box is apart from that of the message.
      #expect(codec.contains(/^.*: (ProtoWire\.WireMessage|(ProtoWire\.)?WireEncodable) \{\n/))
      let body = codec.replacing("SwiftProtobuf.Google_Protobuf_", with: "")
      #expect(!body.contains("SwiftProtobuf"), "\(codec)")
    }
  }
}
