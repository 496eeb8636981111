import Foundation
import Testing
import TrainingCodeGen

@Suite struct ResponseSpoolTests {
  /// What is added comes out again, in memory or not.
  @Test(arguments: [0, 10, 1 << 20])
  func answersComeOutAsTheyWentIn(_ memoryLimit: Int) throws {
    let spool = ResponseSpool(memoryLimit: memoryLimit)
    var expected = Data()
    for number in 0..<100 {
      let piece = Data(repeating: UInt8(number), count: number)
      expected += piece
      try spool.append(piece)
    }
    var found = Data()
    try spool.forEachPiece { found += $0 }
    #expect(found == expected)
  }
}
