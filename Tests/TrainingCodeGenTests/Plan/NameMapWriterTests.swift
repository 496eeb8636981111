import Testing

@testable import TrainingCodeGen

/// Decodes the programs that name maps contain, and checks their instructions.
@Suite struct NameMapWriterTests {
  /// An instruction with its operands.
  private struct Step: Hashable {
    let code: UInt64
    let operands: [String]
  }

  /// Decodes a program, which has to have format 0. An operand that is a number becomes a decimal
  /// string.
  private func steps(_ bytecode: String) throws -> [Step] {
    var rest = Array(bytecode.unicodeScalars.map { UInt8($0.value) })[...]
    func number() -> UInt64 {
      var value: UInt64 = 0
      var shift: UInt64 = 0
      while let byte = rest.popFirst() {
        value |= UInt64(byte & 0x3F) << shift
        shift += 6
        if byte < 0x40 { break }
      }
      return value
    }
    func text() -> String {
      defer { rest = rest.dropFirst() }
      let bytes = rest.prefix { $0 != 0 }
      rest = rest.dropFirst(bytes.count)
      return String(decoding: bytes, as: UTF8.self)
    }
    #expect(number() == 0)
    var steps: [Step] = []
    while !rest.isEmpty {
      let code = number()
      var operands: [String] = []
      // With an even code up to 10, the first operand is the distance from the previous number.
      if code <= 10, code.isMultiple(of: 2) {
        operands.append(String(Int32(truncatingIfNeeded: Int64(number()))))
      }
      switch code {
      case 5, 6: operands += [text(), text()]
      case 9, 10:
        operands.append(text())
        operands += (0..<number()).map { _ in text() }
      case 12: operands += [String(number()), String(number())]
      default: operands.append(text())
      }
      steps.append(Step(code: code, operands: operands))
    }
    return steps
  }

  private func program(of message: String, _ text: String) throws -> [Step] {
    try steps(try Protos(["a.proto": text]).plan(message).nameMap.bytecode)
  }

  /// A number that is one higher than the previous one needs no distance. A JSON name needs no text
  /// if it follows from the proto name.
  @Test func fieldsAreNamedInTheOrderOfTheirNumbers() throws {
    let text = """
      syntax = "proto3";
      message A {
        int32 far = 200;
        int32 plain = 1;
        int32 snake_case = 2;
        int32 odd = 4 [json_name = "even"];
      }
      """
    #expect(
      try program(of: "A", text) == [
        Step(code: 1, operands: ["plain"]), Step(code: 3, operands: ["snake_case"]),
        Step(code: 6, operands: ["2", "odd", "even"]), Step(code: 2, operands: ["196", "far"]),
      ])
  }

  @Test func groupsGoByTheirMessages() throws {
    let text = "syntax = \"proto2\"; message A { optional group Line = 1 {} }"
    #expect(try program(of: "A", text) == [Step(code: 7, operands: ["Line"])])
  }

  @Test func reservedNamesAndNumbersComeLast() throws {
    let text = """
      syntax = "proto3"; message A { reserved "old"; reserved 5 to 7; int32 a = 1; }
      """
    #expect(
      try program(of: "A", text) == [
        Step(code: 1, operands: ["a"]), Step(code: 11, operands: ["old"]),
        Step(code: 12, operands: ["5", "3"]),
      ])
  }

  @Test func aliasesStandWithTheirValue() throws {
    let text = """
      syntax = "proto3";
      enum E { option allow_alias = true; ZERO = 0; NONE = 0; NEGATIVE = -1; NIL = 0; }
      """
    #expect(
      try steps(Protos(["a.proto": text]).enumPlan("E").nameMap.bytecode) == [
        Step(code: 2, operands: ["-1", "NEGATIVE"]),
        Step(code: 9, operands: ["ZERO", "NONE", "NIL"]),
      ])
  }

  @Test func nothingToNameIsNoProgram() throws {
    #expect(try Protos("message A {}").plan("A").nameMap.bytecode == "")
  }
}
