import Testing

@testable import ProtoCompiler

@Suite struct LiteralTests {
  @Test(
    arguments: [
      ("0", 0), ("017", 15), ("0x1F", 31), ("18446744073709551615", UInt64.max),
      ("18446744073709551616", nil), ("0xFFFFFFFFFFFFFFFFF", nil), ("08", nil),
    ] as [(String, UInt64?)])
  func integers(_ text: String, _ value: UInt64?) {
    #expect(NumberLiteral.integer(Array(text.utf8)[...]) == value)
  }

  @Test(arguments: [
    ("1.5", 1.5), ("1e3", 1000), (".5", 0.5), ("1.", 1), ("2.5f", 2.5), ("1e999", .infinity),
  ])
  func numbers(_ text: String, _ value: Double) {
    #expect(NumberLiteral.float(Array(text.utf8)[...]) == value)
  }

  @Test(
    arguments: [
      (0.1, "0.1"), (1e10, "1e+10"), (16_777_216, "16777216"), (1.0 / 3, "0.333333343"),
    ] as [(Float, String)])
  func printsFloats(_ value: Float, _ text: String) { #expect(DefaultValue.format(value) == text) }
}
