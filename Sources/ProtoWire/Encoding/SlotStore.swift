import Synchronization

/// Keeps slots for lengths, so that they can be used again. This way, encoding a long list only
/// allocates the result.
///
/// The process keeps one set of slots, which takes 64 KiB. An encoding that needs slots while
/// another one uses the set, on any thread, allocates its own.
enum SlotStore {
  /// The number of slots in the set that is kept.
  private static let size = 1 << 14

  /// The address of the set, or 0 if it is in use or not allocated yet.
  private static let kept = Atomic<UInt>(0)

  /// Returns slots for at least `capacity` lengths, and their number.
  static func take(_ capacity: Int) -> (UnsafeMutablePointer<Int32>, Int) {
    guard capacity <= size else { return (.allocate(capacity: capacity), capacity) }
    let slots = UnsafeMutablePointer<Int32>(
      bitPattern: kept.exchange(0, ordering: .acquiringAndReleasing))
    return (slots ?? .allocate(capacity: size), size)
  }

  /// Takes slots back. Keeps them if they have the size of the set and no other set is kept.
  /// Otherwise, frees them.
  static func giveBack(_ slots: UnsafeMutablePointer<Int32>, _ capacity: Int) {
    guard capacity == size,
      kept.compareExchange(
        expected: 0, desired: UInt(bitPattern: slots), ordering: .acquiringAndReleasing
      ).exchanged
    else { return slots.deallocate() }
  }
}
