/// A file in an archive that is being read. It is valid only until the reader goes to the next
/// file.
public struct DatasetEntry: ~Copyable {
  /// The path below the archive's root, for example `images/cat.png`. It is relative, contains no
  /// `.` and no `..`, and its components are separated by `/`.
  public let name: String

  private let pass: any ArchivePass

  init(name: String, pass: any ArchivePass) {
    self.name = name
    self.pass = pass
  }

  /// Reads the rest of the file.
  ///
  /// - Parameter limit: The most bytes to return.
  /// - Returns: The bytes; none if the file is empty or was already read to its end.
  /// - Throws: ``DatasetError``: `entryTooLarge` if there are more bytes than `limit`,
  ///   `unacceptableArchive` if the data is damaged, `cancelled` if the current task is cancelled.
  public func readAll(upTo limit: Int) throws(DatasetError) -> [UInt8] {
    var bytes: [UInt8] = []
    while let chunk = try readChunk() {
      guard bytes.count + chunk.count <= limit else {
        throw DatasetError(
          code: .entryTooLarge,
          message: "\(printable(name)) has more than \(limit) bytes; read it in chunks instead")
      }
      bytes += chunk
    }
    return bytes
  }

  /// Reads the next bytes of the file.
  ///
  /// - Parameter count: The most bytes to return. One call never returns more than 128 KiB.
  /// - Returns: At least one byte, or `nil` at the end of the file.
  /// - Throws: ``DatasetError``: `unacceptableArchive` if the data is damaged or exceeds the
  ///   reader's limits, `cancelled` if the current task is cancelled.
  public func readChunk(upTo count: Int = 1 << 16) throws(DatasetError) -> [UInt8]? {
    precondition(count > 0, "count must be at least 1")
    do throws(ArchiveFailure) {
      let chunk = try pass.readChunk(upTo: count)
      return chunk.isEmpty ? nil : Array(chunk)
    } catch {
      throw DatasetError(error, entry: name)
    }
  }
}
