import Foundation
import Testing
import TrainingCodeGen

@Suite struct ResponseSpoolTests {
  /// The spool returns all data that was added, whether it keeps the data in memory or in a file.
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
