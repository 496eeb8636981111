import Synchronization

/// Slots for lengths that were used and can be used again, so that encoding a long list allocates
/// nothing but its result.
///
/// The process keeps one set of 64 KiB. An encoding that needs slots while another one has it, on
/// whichever thread, allocates its own.
enum SlotStore {
  /// How many slots the set has that is kept.
  private static let size = 1 << 14

  /// The address of the set; 0 while it is in use.
  private static let kept = Atomic<UInt>(0)

  /// Slots for at least `capacity` lengths, and for how many.
  static func take(_ capacity: Int) -> (UnsafeMutablePointer<Int32>, Int) {
    guard capacity <= size else { return (.allocate(capacity: capacity), capacity) }
    let slots = UnsafeMutablePointer<Int32>(
      bitPattern: kept.exchange(0, ordering: .acquiringAndReleasing))
    return (slots ?? .allocate(capacity: size), size)
  }

  /// Takes slots back, to be kept if they have the size for it and no others are.
  static func giveBack(_ slots: UnsafeMutablePointer<Int32>, _ capacity: Int) {
    guard capacity == size,
      kept.compareExchange(
        expected: 0, desired: UInt(bitPattern: slots), ordering: .acquiringAndReleasing
      ).exchanged
    else { return slots.deallocate() }
  }
}
