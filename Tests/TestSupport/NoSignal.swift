import Foundation

/// The flag that makes writing to a closed connection an error and not a signal.
#if canImport(Glibc)
  public let noSignal = Int32(MSG_NOSIGNAL)
#else
  public let noSignal: Int32 = 0
#endif
