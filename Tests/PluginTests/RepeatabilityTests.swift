import Foundation
import TestSupport
import Testing

/// A test that fails has to fail again when it is run again, and one that passed must not fail
/// because of the numbers that it drew.
@Suite struct RepeatabilityTests {
  /// Draws of random numbers that don't say from which generator.
  private static let unseeded = [
    "SystemRandomNumberGenerator",
    #"\.random\(in: ([^(),]|\([^()]*\))*\)"#,
    #"Bool\.random\(\)"#,
    #"\.(randomElement|shuffle|shuffled)\(\)"#,
  ].joined(separator: "|")

  @Test func testsDrawNumbersFromSeeds() throws {
    let files = Repository.writtenFiles(in: "Tests").filter { $0.pathExtension == "swift" }
    #expect(files.count > 100)
    for file in files where file.lastPathComponent != "RepeatabilityTests.swift" {
      let text = try String(contentsOf: file, encoding: .utf8)
      guard let match = text.range(of: Self.unseeded, options: .regularExpression) else { continue }
      Issue.record(
        """
        \(file.path): '\(text[match])' draws other numbers in each run. Pass a SeededRandom as \
        'using'.
        """)
    }
  }

  @Test(arguments: [
    (".random(in: 0...255)", true), ("[0, 1].randomElement()", true), ("x.shuffle()", true),
    ("Bool.random()", true), ("Int.random(in: 0..<(a + b))", true),
    (".random(in: 0...255, using: &random)", false), ("words.shuffled(using: &random)", false),
    ("random.bytes(8)", false),
  ])
  func unseededDrawsAreSeen(_ code: String, _ isUnseeded: Bool) {
    #expect((code.range(of: Self.unseeded, options: .regularExpression) != nil) == isUnseeded)
  }
}
