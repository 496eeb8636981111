public import Foundation

/// An answer that is held back until the last file is generated without an error.
///
/// The files of thousands of protos are many times larger than the request, so a large answer moves from
/// memory to a temporary file.
public final class ResponseSpool {
  /// The number of bytes that are kept in memory.
  private let memoryLimit: Int
  private var memory = Data()
  private var file: FileHandle?

  /// Creates an empty answer.
  ///
  /// - Parameter memoryLimit: the number of bytes that are kept in memory; a larger answer goes into a
  ///   file.
  public init(memoryLimit: Int = 4 << 20) {
    self.memoryLimit = memoryLimit
  }

  /// Adds to the answer.
  ///
  /// - Throws: what the file system says when the temporary file is full.
  public func append(_ data: Data) throws {
    memory += data
    guard memory.count > memoryLimit else { return }
    if file == nil { file = Self.temporaryFile() }
    guard let file else { return }
    try file.write(contentsOf: memory)
    memory.removeAll(keepingCapacity: true)
  }

  /// Hands the answer on, piece by piece.
  public func forEachPiece(_ body: (Data) throws -> Void) throws {
    if let file {
      try file.seek(toOffset: 0)
      while let piece = try file.read(upToCount: 1 << 20), !piece.isEmpty { try body(piece) }
    }
    if !memory.isEmpty { try body(memory) }
  }

  /// A file that disappears with the process; `nil` if it cannot be created, and the answer stays in
  /// memory.
  private static func temporaryFile() -> FileHandle? {
    let url = FileManager.default.temporaryDirectory
      .appendingPathComponent("protoc-gen-swift-training-\(UUID().uuidString)")
    guard FileManager.default.createFile(atPath: url.path, contents: nil) else { return nil }
    defer { try? FileManager.default.removeItem(at: url) }
    return try? FileHandle(forUpdating: url)
  }
}
