#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Darwin)
  import Darwin
#endif

/// Slots for lengths that a thread has used and can use again, so that encoding a long list allocates
/// nothing but its result.
enum SlotStore {
  /// What a thread keeps at most: 64 KiB.
  private static let limit = 1 << 14

  private static let key: pthread_key_t? = {
    var key = pthread_key_t()
    let created = pthread_key_create(&key) { kept in
      // Darwin says that there is a pointer, others that there may be.
      let slots: UnsafeMutableRawPointer? = kept
      slots?.deallocate()
    }
    return created == 0 ? key : nil
  }()

  /// Slots for at least `capacity` lengths, and for how many.
  static func take(_ capacity: Int) -> (UnsafeMutablePointer<Int32>, Int) {
    if capacity <= limit, let key, let kept = pthread_getspecific(key) {
      // While they are in use, another encoding on this thread takes slots of its own.
      pthread_setspecific(key, nil)
      return (kept.assumingMemoryBound(to: Int32.self), limit)
    }
    let size = capacity <= limit ? limit : capacity
    return (.allocate(capacity: size), size)
  }

  /// Takes slots back, to be kept if they have the size for it.
  static func giveBack(_ slots: UnsafeMutablePointer<Int32>, _ capacity: Int) {
    guard capacity == limit, let key, pthread_getspecific(key) == nil,
      pthread_setspecific(key, slots) == 0
    else { return slots.deallocate() }
  }
}
