import CSoundFile
import Foundation

/// Lets libsndfile read bytes in memory as a file.
final class BytesInMemory {
  private let data: Data
  private var position = 0

  init(_ data: Data) {
    self.data = data
  }

  /// The functions that libsndfile calls, with a `BytesInMemory` as the context.
  static let access = SF_VIRTUAL_IO(
    get_filelen: { bytes(at: $0).map { sf_count_t($0.data.count) } ?? 0 },
    seek: { bytes(at: $2)?.seek($0, from: $1) ?? -1 },
    read: { bytes(at: $2)?.read(into: $0, $1) ?? 0 },
    write: { _, _, _ in 0 },
    tell: { bytes(at: $0).map { sf_count_t($0.position) } ?? 0 })

  private static func bytes(at context: UnsafeMutableRawPointer?) -> BytesInMemory? {
    context.map { Unmanaged<BytesInMemory>.fromOpaque($0).takeUnretainedValue() }
  }

  /// Moves to a place, which is taken to the nearest one in the file.
  private func seek(_ offset: sf_count_t, from origin: CInt) -> sf_count_t {
    let base = origin == SEEK_CUR ? position : origin == SEEK_END ? data.count : 0
    let (target, overflow) = base.addingReportingOverflow(Int(offset))
    guard !overflow else { return -1 }
    position = min(max(target, 0), data.count)
    return sf_count_t(position)
  }

  private func read(into buffer: UnsafeMutableRawPointer?, _ count: sf_count_t) -> sf_count_t {
    guard let buffer, count > 0 else { return 0 }
    let length = min(Int(count), data.count - position)
    let start = data.startIndex + position
    data.copyBytes(
      to: UnsafeMutableRawBufferPointer(start: buffer, count: length),
      from: start..<(start + length))
    position += length
    return sf_count_t(length)
  }
}
