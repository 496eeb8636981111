import FixtureCases
import Foundation
import Testing

/// Each tag in a codec is followed by its field's name and number.
@Suite struct TagTests {
  /// A line of a recorded codec that has a tag.
  private struct Line {
    let tag: UInt32
    let text: Substring

    /// The lines in which a field is measured, written or read.
    static func all(in swift: String) -> [Line] {
      swift.split(separator: "\n").compactMap { text in
        let match = text.firstMatch(of: /tag: (\d+)\)|^ *case (\d+): .*try reader\./)
        guard let digits = match?.1 ?? match?.2, let tag = UInt32(digits) else { return nil }
        return Line(tag: tag, text: text)
      }
    }
  }

  @Test(arguments: try FixtureCase.all())
  func everyTagHasItsFieldBesideIt(_ item: FixtureCase) throws {
    for name in try item.recordedNames() where name.hasSuffix(".pb.swift") {
      let proto = try String(
        contentsOf: item.folder.appendingPathComponent(
          name.replacing(".pb.swift", with: ".proto")), encoding: .utf8)
      let swift = try String(
        contentsOf: item.expected.appendingPathComponent(name), encoding: .utf8)
      let lines = Line.all(in: swift)
      #expect(lines.isEmpty == !swift.contains("try reader.nextTag"), "\(name)")
      for line in lines {
        let field = try #require(
          line.text.firstMatch(of: #/ {2}// (\w+ = (\d+))$/#), "\(name): \(line.text)")
        #expect(UInt32(field.2) == line.tag >> 3, "\(name): \(line.text)")
        #expect(proto.contains(" \(field.1)"), "\(name): \(line.text)")
      }
    }
  }
}
