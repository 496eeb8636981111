import Foundation
import ProtoCompiler
import SwiftProtobuf
import TestSupport
import Testing

@testable import GeneratorCommands

@Suite struct ContractTests {
  @Test func theProgramContainsTheFile() throws {
    let file = Repository.file("Sources/TrainingProtos/Protos/training.proto")
    #expect(try String(contentsOf: file, encoding: .utf8) == Contract.text)
  }

  /// Someone who forgets the import is told to add it, whatever they use of the contract.
  @Test func hintsKnowAllNames() throws {
    let sources = ProtoSources([])
    let compilation = Compiler(sources.resolver).compile([Contract.name])
    #expect(!compilation.hasErrors)
    let file = try #require(compilation.files.last)
    let descriptor = file.descriptor(sourceInfo: false, retainsOptions: true)
    let declared =
      descriptor.messageType.map(\.name) + descriptor.enumType.map(\.name)
      + descriptor.extension.map(\.name)
    #expect(declared.sorted() == ImportHints.contractNames.sorted())
  }
}
