import Foundation
import TestSupport
import Testing

@testable import GeneratorCommands

@Suite struct ContractTests {
  @Test func theProgramContainsTheFile() throws {
    let file = Repository.file("Sources/TrainingProtos/Protos/training.proto")
    #expect(try String(contentsOf: file, encoding: .utf8) == Contract.text)
  }
}
