import OurMessages
import PeerMessages
import ProtoWire
import SwiftProtobuf

/// A message of Protos/stack.proto, from both generators.
struct NestedMessage {
  let name: String
  private let ours: Prepare
  private let peer: Prepare

  private typealias Prepare = @Sendable (Operation, Int) throws -> @Sendable () throws -> Void

  func prepare(
    _ contestant: Contestant, _ operation: Operation, _ levels: Int
  ) throws -> @Sendable () throws -> Void {
    switch contestant {
    case .ours: try ours(operation, levels)
    case .peer: try peer(operation, levels)
    }
  }

  static let all = [
    NestedMessage(
      name: "60 fields",
      ours: { try prepared($0, levels: $1, nest: Self.put(\OurMessages.Bench_Stack_Wide.inner)) },
      peer: { try prepared($0, levels: $1, nest: Self.put(\PeerMessages.Bench_Stack_Wide.inner)) }),
    NestedMessage(
      name: "oneof, 20 fields",
      ours: { try prepared($0, levels: $1, nest: Self.put(\OurMessages.Bench_Stack_Choice.inner)) },
      peer: { try prepared($0, levels: $1, nest: Self.put(\PeerMessages.Bench_Stack_Choice.inner)) }
    ),
    NestedMessage(
      name: "array, 30 fields",
      ours: {
        try prepared($0, levels: $1, nest: Self.add(to: \OurMessages.Bench_Stack_Tree.inner))
      },
      peer: {
        try prepared($0, levels: $1, nest: Self.add(to: \PeerMessages.Bench_Stack_Tree.inner))
      }),
    NestedMessage(
      name: "oneof",
      ours: {
        try prepared($0, levels: $1, nest: Self.put(\OurMessages.Bench_Stack_Expression.inner))
      },
      peer: {
        try prepared($0, levels: $1, nest: Self.put(\PeerMessages.Bench_Stack_Expression.inner))
      }),
    NestedMessage(
      name: "2 fields",
      ours: { try prepared($0, levels: $1, nest: Self.put(\OurMessages.Bench_Stack_Node.inner)) },
      peer: { try prepared($0, levels: $1, nest: Self.put(\PeerMessages.Bench_Stack_Node.inner)) }),
    NestedMessage(
      name: "array, 2 fields",
      ours: {
        try prepared($0, levels: $1, nest: Self.add(to: \OurMessages.Bench_Stack_Item.inner))
      },
      peer: {
        try prepared($0, levels: $1, nest: Self.add(to: \PeerMessages.Bench_Stack_Item.inner))
      }),
  ]

  private static func put<M>(
    _ field: WritableKeyPath<M, M> & Sendable
  ) -> @Sendable (inout M, M) -> Void {
    { $0[keyPath: field] = $1 }
  }

  private static func add<M>(
    to field: WritableKeyPath<M, [M]> & Sendable
  ) -> @Sendable (inout M, M) -> Void {
    { $0[keyPath: field] = [$1] }
  }
}
