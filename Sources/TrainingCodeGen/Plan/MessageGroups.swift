import SwiftProtobufPluginLibrary

/// Messages in groups: two are in one group if each can be reached from the other.
///
/// Found by Tarjan's algorithm with a stack of its own, as a chain of messages can be longer than the
/// stack is deep (Tarjan 1972, "Depth-first search and linear graph algorithms"). Each message is
/// visited once, however often is asked.
final class MessageGroups {
  private struct Visit {
    let type: Descriptor
    var rest: ArraySlice<Descriptor>
  }

  /// The order of the messages that have been visited, and the first one that each leads back to.
  private var order: [ObjectIdentifier: Int] = [:]
  private var lowest: [ObjectIdentifier: Int] = [:]

  /// The messages whose group is complete.
  private var closed: Set<ObjectIdentifier> = []
  private var open: [Descriptor] = []
  private var visits: [Visit] = []

  /// The messages that can be reached from a message in one step.
  private let next: (Descriptor) -> [Descriptor]

  init(next: @escaping (Descriptor) -> [Descriptor]) {
    self.next = next
  }

  /// Hands over the groups that can be reached from `start`, each after those that it leads to, and
  /// none that was handed over before.
  func visit(from start: Descriptor, _ finish: ([Descriptor]) -> Void) {
    guard order[ObjectIdentifier(start)] == nil else { return }
    enter(start)
    while let last = visits.indices.last {
      if let type = visits[last].rest.popFirst() {
        follow(to: type, from: ObjectIdentifier(visits[last].type))
      } else {
        leave(visits.removeLast().type, finish)
      }
    }
  }

  private func enter(_ type: Descriptor) {
    let id = ObjectIdentifier(type)
    order[id] = order.count
    lowest[id] = order[id]
    open.append(type)
    visits.append(Visit(type: type, rest: next(type)[...]))
  }

  private func follow(to type: Descriptor, from outer: ObjectIdentifier) {
    let id = ObjectIdentifier(type)
    guard let found = order[id] else { return enter(type) }
    if !closed.contains(id) { lower(outer, to: found) }
  }

  private func leave(_ type: Descriptor, _ finish: ([Descriptor]) -> Void) {
    let id = ObjectIdentifier(type)
    if lowest[id] == order[id] { finish(closeGroup(from: type)) }
    if let outer = visits.last?.type, let lowest = lowest[id] {
      lower(ObjectIdentifier(outer), to: lowest)
    }
  }

  private func lower(_ id: ObjectIdentifier, to found: Int) {
    lowest[id] = min(lowest[id] ?? found, found)
  }

  private func closeGroup(from first: Descriptor) -> [Descriptor] {
    var group: [Descriptor] = []
    while let member = open.popLast() {
      closed.insert(ObjectIdentifier(member))
      group.append(member)
      if member === first { break }
    }
    return group
  }
}
