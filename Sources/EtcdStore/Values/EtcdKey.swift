public import Foundation

/// A key: any bytes, often text with slashes.
public struct EtcdKey: Hashable, Sendable {
  /// The bytes of the key.
  public var bytes: Data

  /// Creates a key of bytes.
  public init(bytes: Data) {
    self.bytes = bytes
  }

  /// Creates a key of text in UTF-8.
  public init(_ text: String) {
    bytes = Data(text.utf8)
  }
}

extension EtcdKey: ExpressibleByStringLiteral {
  /// Creates a key of text in UTF-8.
  public init(stringLiteral value: String) {
    self.init(value)
  }
}

extension EtcdKey: Comparable {
  /// The order of bytes, in which etcd sorts keys.
  public static func < (first: EtcdKey, second: EtcdKey) -> Bool {
    first.bytes.lexicographicallyPrecedes(second.bytes)
  }
}

extension EtcdKey: CustomStringConvertible {
  /// The bytes as text in UTF-8.
  public var description: String { String(decoding: bytes, as: UTF8.self) }
}

/// Keys that follow each other in the order of bytes.
public struct EtcdKeyRange: Hashable, Sendable {
  /// The first key.
  public var start: EtcdKey

  /// The first key after the range; `nil` for `start` alone. One zero byte stands for no end.
  public var end: EtcdKey?

  /// The end as requests have it, in which no bytes stand for no end.
  var endBytes: Data { end?.bytes ?? Data() }

  /// One key.
  public static func key(_ key: EtcdKey) -> EtcdKeyRange { EtcdKeyRange(start: key, end: nil) }

  /// The keys from `start` up to, and without, `end`.
  public static func from(_ start: EtcdKey, upTo end: EtcdKey) -> EtcdKeyRange {
    EtcdKeyRange(start: start, end: end)
  }

  /// The keys that begin with a prefix.
  public static func prefix(_ prefix: EtcdKey) -> EtcdKeyRange {
    EtcdKeyRange(start: prefix, end: prefix.successorOfPrefix)
  }
}

extension EtcdKey {
  /// The first key after all those that begin with this one.
  public var successorOfPrefix: EtcdKey {
    var bytes = self.bytes
    while let last = bytes.popLast() {
      if last < 0xFF {
        bytes.append(last + 1)
        return EtcdKey(bytes: bytes)
      }
    }
    return EtcdKey(bytes: Data([0]))
  }

  /// The first key after this one.
  public var successor: EtcdKey { EtcdKey(bytes: bytes + [0]) }
}
