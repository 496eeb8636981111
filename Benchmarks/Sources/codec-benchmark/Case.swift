import ProtoWire
import SwiftProtobuf

/// Bytes, and the message that every contestant takes them for.
struct Case {
  /// Does something a number of times.
  typealias Work = (_ times: Int) throws -> Void

  let name: String
  let bytes: [UInt8]
  let operations: [Operation]

  /// Whether arrays get their elements here and there, and so have to grow.
  let isScattered: Bool

  private let codecs: [Contestant: Codec]
  private let countPieces: () throws -> Int
  private let haveSameFields: ([UInt8], [UInt8]) throws -> Bool

  /// A case of one message in Swift's two forms; its name is the same in C++.
  init<Ours: WireMessage, Peer: SwiftProtobuf.Message & Equatable>(
    _ name: String, _ bytes: [UInt8], _ ours: Ours.Type, _ peer: Peer.Type,
    operations: [Operation] = Operation.allCases, isScattered: Bool = false
  ) throws {
    self.name = name
    self.bytes = bytes
    self.operations = operations
    self.isScattered = isScattered
    self.countPieces = { memoryPieces(try Ours(serializedBytes: bytes)) }
    self.codecs = [
      .ours: .ours(ours),
      .peer: .peer(peer),
      .cpp: try .cpp(peer.protoMessageName, arena: false),
      .arena: try .cpp(peer.protoMessageName, arena: true),
    ]
    self.haveSameFields = { try Peer(serializedBytes: $0) == Peer(serializedBytes: $1) }
  }

  /// What does an operation a number of times.
  func work(_ operation: Operation, by contestant: Contestant) throws -> Work {
    guard let codec = codecs[contestant] else { throw CaseError.missing(contestant) }
    let bytes = bytes
    switch operation {
    case .encode: return try codec.encoder(bytes)
    case .decode: return { try codec.decode(bytes, $0) }
    case .roundTrip: return { try codec.roundTrip(bytes, $0) }
    }
  }

  /// The pieces of memory that an operation cannot do without: what the message consists of, and its
  /// encoding.
  func pieces(_ operation: Operation) throws -> Int {
    switch operation {
    case .encode: 1
    case .decode: try countPieces()
    case .roundTrip: try countPieces() + 1
    }
  }

  /// Checks that all contestants understand the bytes alike: what they write is the same, but for
  /// the order of map entries.
  func verify() throws {
    let expected = try codecs[.peer]?.reencode(bytes) ?? []
    for (contestant, codec) in codecs {
      let written = try codec.reencode(bytes)
      guard written.count == expected.count,
        try written == expected || haveSameFields(written, expected)
      else { throw CaseError.differs(name, contestant) }
    }
  }
}

enum CaseError: Error {
  case missing(Contestant)
  case differs(String, Contestant)
}
