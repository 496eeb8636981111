public import SwiftProtobuf

extension Array {
  /// Makes room for elements that are about to be appended. Only what more than doubles the array: to
  /// grow by little as often as little comes would copy it each time.
  @inlinable
  mutating func makeRoom(for more: Int) {
    if more > count { reserveCapacity(count + more) }
  }

  /// Creates an array of what `read` initializes, one element after the other, from an address on that it
  /// moves behind the last one.
  ///
  /// - Parameter count: how many elements were counted in the row; 1 at least. As they are read in the same
  ///   order, there are never more.
  @inlinable
  @inline(__always)
  init(
    roomFor count: Int,
    _ read: (_ next: inout UnsafeMutablePointer<Element>) throws(WireDecodingError) -> Void
  ) throws(WireDecodingError) {
    var failure: WireDecodingError?
    self.init(unsafeUninitializedCapacity: count) { buffer, initializedCount in
      guard let start = buffer.baseAddress else { return }
      var next = start
      do throws(WireDecodingError) { try read(&next) } catch { failure = error }
      initializedCount = next - start
    }
    if let failure { throw failure }
  }
}
