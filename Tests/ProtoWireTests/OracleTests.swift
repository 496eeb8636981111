import Fixture_deprecated
import Fixture_deprecated3
import Fixture_enums
import Fixture_kinds
import Fixture_maps
import Fixture_oneofs
import Fixture_proto2
import Fixture_recursion
import Fixture_wellknown
import Foundation
import ProtoWire
import SwiftProtobuf
import Testing

@testable import Fixture_names

/// Exchanges random messages of every fixture with Python's protobuf, in both directions.
///
/// `TRAINING_PYTHON` is the path of a Python that has `grpcio-tools`. `Scripts/test` installs one.
@Suite(.enabled(if: PythonOracle.isAvailable, "set TRAINING_PYTHON, or run Scripts/test"))
struct OracleTests {
  static let types: [any WireMessage.Type] = [
    Fixtures_Kinds_Implicit.self, Fixtures_Kinds_Explicit.self, Fixtures_Kinds_Repeated.self,
    Fixtures_Kinds_Unpacked.self, Fixtures_Kinds_Empty.self, Fixtures_Maps_Maps.self,
    Fixtures_Maps_Inner.self, Fixtures_Oneofs_Mixed.self, Fixtures_Oneofs_Inner.self,
    Fixtures_Enums_Holder.self, Fixtures_Recursion_Node.self, Fixtures_Recursion_Ping.self,
    Fixtures_Recursion_Pong.self, Fixtures_Recursion_Outer.self, Fixtures_Names_Keywords.self,
    Fixtures_Wellknown_Known.self, Fixtures_Proto2_Defaults.self, Fixtures_Proto2_Required.self,
    Fixtures_Proto2_Groups.self, Fixtures_Proto2_Closed.self, Fixtures_Proto2_Extensible.self,
    Fixtures_Proto2_Scope.self, Fixtures_Proto2_Bare.self, Fixtures_Proto2_Set.self,
    Fixtures_Proto2_Member.self, Fixtures_Proto2_Holder.self, Fixtures_Proto2_Between.self,
    Fixtures_Deprecated_Old.self, Fixtures_Deprecated_Fields.self,
    Fixtures_Deprecated3_Request.self,
  ]

  static let extensions =
    Fixtures_Proto2_Proto2_Extensions
    .union(Fixtures_Deprecated_Deprecated_Extensions)

  @Test func bytesAreThoseOfPython() throws {
    let oracle = try PythonOracle()
    let records = try oracle.randomMessages(perType: 60, seed: 20_080_707)
    let byName = Dictionary(uniqueKeysWithValues: Self.types.map { ($0.protoMessageName, $0) })
    #expect(Set(records.map(\.name)) == Set(byName.keys))
    var answers: [OracleRecord] = []
    for record in records {
      let type = try #require(byName[record.name])
      answers.append(OracleRecord(name: record.name, bytes: try roundTrip(type, record.bytes)))
    }
    #expect(records.count == 60 * Self.types.count)
    // The answers are encoded without sorting map entries. Python must still decode the same
    // messages.
    try oracle.compare(answers, seed: 20_080_707)
  }

  private func roundTrip<M: WireMessage>(_ type: M.Type, _ bytes: [UInt8]) throws -> [UInt8] {
    let message = try M(serializedBytes: bytes, extensions: Self.extensions)
    var options = BinaryEncodingOptions()
    options.useDeterministicOrdering = true
    let encoded: [UInt8] = try message.serializedBytes(options: options)
    let isSame = encoded == bytes
    #expect(isSame, "\(M.protoMessageName): \(bytes) came back as \(encoded)")
    return try message.serializedBytes()
  }
}
