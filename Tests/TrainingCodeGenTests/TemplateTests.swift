import Foundation
import TestSupport
import Testing

/// Templates look like their output. Values that have to be computed get a name outside of them.
@Suite struct TemplateTests {
  @Test func templatesComputeNothing() throws {
    let folder = Repository.file("Sources/TrainingCodeGen/Emit")
    let files = try FileManager.default.contentsOfDirectory(
      at: folder, includingPropertiesForKeys: nil)
    var count = 0
    for file in files {
      let text = try String(contentsOf: file, encoding: .utf8)
      for interpolation in Self.interpolations(in: text) {
        count += 1
        let computes = interpolation.contains(
          /\.(map|flatMap|filter|reduce)\b| \? |\bif\b|\bswitch\b/)
        #expect(!computes, "\(file.lastPathComponent): \(interpolation)")
      }
    }
    #expect(count > 200, "the test found only \(count) interpolations")
  }

  @Test func interpolationsAreFound() {
    let text = #"let a = "\(f(x) ? "\(y)" : z) and \(b)""#
    #expect(Self.interpolations(in: text) == [#"f(x) ? "\(y)" : z"#, "b"])
  }

  /// The text between the parentheses of each interpolation. A nested interpolation is part of the
  /// text of the outer one.
  private static func interpolations(in text: String) -> [String] {
    var found: [String] = []
    var rest = text[...]
    while let start = rest.range(of: "\\(") {
      var depth = 1
      var end = start.upperBound
      while end < rest.endIndex, depth > 0 {
        if rest[end] == "(" { depth += 1 }
        if rest[end] == ")" { depth -= 1 }
        if depth > 0 { end = rest.index(after: end) }
      }
      found.append(String(rest[start.upperBound..<end]))
      rest = rest[end...]
    }
    return found
  }
}
