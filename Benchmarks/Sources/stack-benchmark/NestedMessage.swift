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

  /// Puts the second message into the first.
  private typealias Nest<M> = @Sendable (inout M, M) -> Void

  private init<
    Ours: SwiftProtobuf.Message & Hashable & Sendable,
    Peer: SwiftProtobuf.Message & Hashable & Sendable
  >(_ name: String, ours: @escaping Nest<Ours>, peer: @escaping Nest<Peer>) {
    self.name = name
    self.ours = { try prepared($0, levels: $1, nest: ours) }
    self.peer = { try prepared($0, levels: $1, nest: peer) }
  }

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
      "60 fields", ours: put(\OurMessages.Bench_Stack_Wide.inner),
      peer: put(\PeerMessages.Bench_Stack_Wide.inner)),
    NestedMessage(
      "oneof, 20 fields", ours: put(\OurMessages.Bench_Stack_Choice.inner),
      peer: put(\PeerMessages.Bench_Stack_Choice.inner)),
    NestedMessage(
      "array, 30 fields", ours: add(to: \OurMessages.Bench_Stack_Tree.inner),
      peer: add(to: \PeerMessages.Bench_Stack_Tree.inner)),
    NestedMessage(
      "oneof", ours: put(\OurMessages.Bench_Stack_Expression.inner),
      peer: put(\PeerMessages.Bench_Stack_Expression.inner)),
    NestedMessage(
      "2 fields", ours: put(\OurMessages.Bench_Stack_Node.inner),
      peer: put(\PeerMessages.Bench_Stack_Node.inner)),
    NestedMessage(
      "array, 2 fields", ours: add(to: \OurMessages.Bench_Stack_Item.inner),
      peer: add(to: \PeerMessages.Bench_Stack_Item.inner)),
  ]

  private static func put<M>(_ field: WritableKeyPath<M, M> & Sendable) -> Nest<M> {
    { $0[keyPath: field] = $1 }
  }

  private static func add<M>(to field: WritableKeyPath<M, [M]> & Sendable) -> Nest<M> {
    { $0[keyPath: field] = [$1] }
  }
}
