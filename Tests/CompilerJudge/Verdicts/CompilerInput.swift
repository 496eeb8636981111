/// What a compiler is given: files in memory, and the folders in which other files are looked up.
public struct CompilerInput: Sendable {
  /// The files in memory by name. They hide files of the same name in ``folders``.
  public var files: [String: [UInt8]]

  /// The folders that are searched for imports, in this order.
  public var folders: [String]

  /// The names of the files to compile.
  public var requested: [String]

  /// Creates an input.
  public init(files: [String: [UInt8]] = [:], folders: [String], requested: [String]) {
    self.files = files
    self.folders = folders
    self.requested = requested
  }
}
