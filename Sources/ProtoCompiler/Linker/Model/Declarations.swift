/// The full names that a file declares, in protoc's order.
///
/// The names lie one after the other in a single array, because there are too many of them for a
/// `String` each.
struct Declarations: Sendable {
  /// One name.
  struct Entry: Sendable {
    let start: Int32
    let length: Int32
    let hash: UInt32
    let element: ElementID
  }

  /// The length of a full name in bytes that protoc allows.
  static let maximumLength = 65_535
  static let lengthMessage =
    "The full name has more than \(maximumLength) bytes: shorten this part or the parts around it."

  private(set) var entries: [Entry] = []
  /// The indices of names that are too long. Nothing of them is kept.
  private(set) var tooLong: [Int32] = []
  private(set) var bytes: [UInt8] = []

  /// Adds a name.
  ///
  /// - Parameters:
  ///   - prefix: the scope, with a dot before and after it.
  /// - Returns: the index of the name.
  mutating func add(_ prefix: String, _ name: String, _ element: ElementID) -> Int32 {
    let start = bytes.count
    guard prefix.utf8.count - 1 + name.utf8.count <= Self.maximumLength else {
      return addTooLong(element)
    }
    bytes.append(contentsOf: prefix.utf8.dropFirst())
    bytes.append(contentsOf: name.utf8)
    return finish(from: start, element)
  }

  /// Adds a full name without a dot before it.
  mutating func add(_ name: some Collection<UInt8>, _ element: ElementID) -> Int32 {
    let start = bytes.count
    guard name.count <= Self.maximumLength else { return addTooLong(element) }
    bytes.append(contentsOf: name)
    return finish(from: start, element)
  }

  private mutating func addTooLong(_ element: ElementID) -> Int32 {
    tooLong.append(Int32(entries.count))
    return finish(from: bytes.count, element)
  }

  private mutating func finish(from start: Int, _ element: ElementID) -> Int32 {
    let hash = bytes.withUnsafeBufferPointer { NameHash.hash($0[start...]) }
    entries.append(
      Entry(
        start: Int32(truncatingIfNeeded: start),
        length: Int32(truncatingIfNeeded: bytes.count - start), hash: hash, element: element))
    return Int32(entries.count - 1)
  }

  /// Returns the full name at an index.
  func name(at index: some BinaryInteger) -> String {
    let entry = entries[Int(index)]
    return String(
      decoding: bytes[Int(entry.start)..<Int(entry.start + entry.length)], as: UTF8.self)
  }

  /// Whether a name is the one at an index.
  func isEqual(_ name: UnsafeBufferPointer<UInt8>, at index: Int) -> Bool {
    let entry = entries[index]
    guard Int(entry.length) == name.count else { return false }
    return bytes.withUnsafeBufferPointer { $0[Int(entry.start)...].starts(with: name) }
  }
}

/// A hash of a name.
///
/// It differs from process to process, so that nobody can write a file whose names collide.
enum NameHash {
  private static let seed = UInt64.random(in: 0...UInt64.max)

  static func hash(_ name: Slice<UnsafeBufferPointer<UInt8>>) -> UInt32 {
    hash(UnsafeRawBufferPointer(UnsafeBufferPointer(rebasing: name)))
  }

  static func hash(_ name: UnsafeRawBufferPointer) -> UInt32 {
    var hash = seed ^ UInt64(truncatingIfNeeded: name.count)
    var offset = 0
    while offset + 8 <= name.count {
      let word = name.loadUnaligned(fromByteOffset: offset, as: UInt64.self)
      hash = mix(hash ^ UInt64(littleEndian: word))
      offset += 8
    }
    while offset < name.count {
      hash = mix(hash ^ UInt64(name[offset]))
      offset += 1
    }
    return UInt32(truncatingIfNeeded: hash ^ (hash >> 32))
  }

  private static func mix(_ value: UInt64) -> UInt64 {
    let product = value.multipliedFullWidth(by: 0x9E37_79B9_7F4A_7C15)
    return product.high ^ product.low
  }
}
