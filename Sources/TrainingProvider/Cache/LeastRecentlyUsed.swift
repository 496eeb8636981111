/// A dictionary that knows in which order its values were last used. Every operation takes constant
/// time.
package struct LeastRecentlyUsed<Key: Hashable & Sendable, Value: Sendable>: Sendable {
  /// The place of each value in `nodes`.
  private var indices: [Key: Int] = [:]

  /// A doubly linked circle. It begins and ends at the first node, which has no entry. The value
  /// that was used longest ago comes next, and the last used one comes before.
  private var nodes = [Node(previous: 0, next: 0)]

  /// The nodes that aren't in the circle.
  private var unused: [Int] = []

  package init() {}

  private struct Node {
    var entry: (key: Key, value: Value)?
    var previous: Int
    var next: Int
  }

  /// The number of values.
  package var count: Int { indices.count }

  /// The keys of all values, in any order.
  package var keys: [Key] { Array(indices.keys) }

  /// The value that was used longest ago.
  package var leastRecent: (key: Key, value: Value)? { nodes[nodes[0].next].entry }

  /// The value of a key, without using it.
  package subscript(key: Key) -> Value? {
    indices[key].flatMap { nodes[$0].entry?.value }
  }

  /// Returns the value of a key, which becomes the last used one.
  package mutating func use(_ key: Key) -> Value? {
    guard let index = indices[key] else { return nil }
    if nodes[0].previous != index {
      unlink(index)
      linkLast(index)
    }
    return nodes[index].entry?.value
  }

  /// Adds a value as the last used one. It replaces another value of the key.
  package mutating func insert(_ value: Value, for key: Key) {
    remove(key)
    let index = unused.popLast() ?? nodes.endIndex
    if index == nodes.endIndex { nodes.append(Node(previous: 0, next: 0)) }
    nodes[index].entry = (key, value)
    indices[key] = index
    linkLast(index)
  }

  /// Removes and returns the value of a key.
  @discardableResult
  package mutating func remove(_ key: Key) -> Value? {
    guard let index = indices.removeValue(forKey: key) else { return nil }
    unlink(index)
    unused.append(index)
    defer { nodes[index].entry = nil }
    return nodes[index].entry?.value
  }

  private mutating func unlink(_ index: Int) {
    let (previous, next) = (nodes[index].previous, nodes[index].next)
    nodes[previous].next = next
    nodes[next].previous = previous
  }

  private mutating func linkLast(_ index: Int) {
    let last = nodes[0].previous
    nodes[index].previous = last
    nodes[index].next = 0
    nodes[last].next = index
    nodes[0].previous = index
  }
}
