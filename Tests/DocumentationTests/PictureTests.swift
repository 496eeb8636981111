import Foundation
import TestSupport
import Testing

/// The picture of the codec shows the tables of its benchmark.
@Suite struct PictureTests {
  @Test func pictureIsUpToDate() async throws {
    let picture = try await Self.draw(CodeBlock.text(of: "Benchmarks/README.md"))
    #expect(
      picture == CodeBlock.text(of: "Sources/ProtoWire/ProtoWire.docc/Resources/codec.svg"),
      "the benchmark's tables have changed: run Scripts/codec-picture")
  }

  /// Each case is a dot, and the means are those of the tables.
  @Test func eachCaseIsDrawn() async throws {
    let picture = try await Self.draw(
      """
      | case | bytes | operation | ns | MB/s | × upb | × C++ |
      | --- | --: | --: | --: | --: | --: | --: |
      | one | 1 | encode | 5 | 5 | 2.00 | 0.50 |
      | two | 1 | encode | 5 | 5 | 8.00 | – |
      | two | 1 | decode | 5 | 5 | 3.00 | 1.00 |
      | two | 1 | round trip | 5 | 5 | 7.00 | 7.00 |

      | all cases |  | × upb | × C++ |
      | --- | --: | --: | --: |
      | encode | geometric mean | 4.00 | 0.50 |
      | encode | median | 7.00 | 7.00 |
      | decode | geometric mean | 3.00 | 1.00 |

      """)
    #expect(picture.matches(of: /<circle/).count == 5)
    for mean in ["4.00 ×", "0.50 ×", "3.00 ×", "1.00 ×"] { #expect(picture.contains(">\(mean)<")) }
    #expect(!picture.contains("7.00"))
  }

  @Test func tablesAreMissed() async throws {
    let outcome = try await Self.program.run(input: Data("no tables".utf8))
    #expect(outcome.status == 1)
    #expect(outcome.errors.contains("has no table that begins with ['case', 'bytes', 'operation']"))
  }

  private static let program = Command(
    "python3", [Repository.file("Scripts/lib/codec_picture.py").path])

  private static func draw(_ page: String) async throws -> String {
    let outcome = try await program.run(input: Data(page.utf8))
    try #require(outcome.status == 0, "\(outcome.errors)")
    return outcome.text
  }
}
