#if canImport(Darwin)
  internal import Darwin
#elseif canImport(Glibc)
  internal import Glibc
#elseif canImport(Musl)
  internal import Musl
#endif

/// Finds files in folders, as protoc does with `-I`.
public struct FolderResolver: Resolver {
  private let folders: [String]

  /// Linux's limit for paths.
  private static let maximumLength = 4096

  /// Creates a resolver for folders, which are searched in order.
  public init(_ folders: [String]) {
    self.folders = folders.map { $0.isEmpty ? "." : $0 }
  }

  public var places: [String] { folders }

  public func find(_ name: String) throws(ResolverError) -> ResolvedFile? {
    guard Self.isImportable(name) else {
      throw ResolverError(
        "Backslashes, consecutive slashes, \".\", or \"..\" are not allowed in the name of a file.")
    }
    guard name.utf8.count < Self.maximumLength else {
      throw ResolverError("The name of a file can have \(Self.maximumLength - 1) bytes.")
    }
    for folder in folders {
      let path = folder == "." ? name : folder.hasSuffix("/") ? folder + name : "\(folder)/\(name)"
      if let bytes = try read(path) { return ResolvedFile(.text(bytes), path: path) }
    }
    return nil
  }

  /// Whether an import may write a name.
  public static func isImportable(_ name: String) -> Bool {
    guard !name.isEmpty, !name.utf8.contains(UInt8(ascii: "\\")), !name.utf8.contains(0) else {
      return false
    }
    return name.split(separator: "/", omittingEmptySubsequences: false)
      .allSatisfy { !$0.isEmpty && $0 != "." && $0 != ".." }
  }

  /// Reads a file; `nil` if there is none.
  private func read(_ path: String) throws(ResolverError) -> [UInt8]? {
    var status = stat()
    guard stat(path, &status) == 0 else {
      if errno == ENOENT || errno == ENOTDIR { return nil }
      throw error(path)
    }
    let kind = status.st_mode & S_IFMT
    guard kind != S_IFDIR else {
      throw ResolverError(
        "\(path) is a folder: name the protos in it.")
    }
    guard kind == S_IFREG else { throw ResolverError("\(path) isn't a regular file.") }
    guard status.st_size <= Parser.sizeLimit else {
      throw ResolverError("\(path) is larger than 2 GiB: split the file.")
    }
    let descriptor = open(path, O_RDONLY)
    guard descriptor >= 0 else { throw error(path) }
    defer { close(descriptor) }
    return try read(descriptor, path, capacity: Int(status.st_size))
  }

  private func read(
    _ descriptor: Int32, _ path: String, capacity: Int
  ) throws(ResolverError) -> [UInt8] {
    var isComplete = false
    let bytes = [UInt8](unsafeUninitializedCapacity: capacity) { buffer, count in
      while count < capacity {
        guard let start = buffer.baseAddress else { return }
        #if canImport(Darwin)
          let length = Darwin.read(descriptor, start + count, capacity - count)
        #elseif canImport(Glibc)
          let length = Glibc.read(descriptor, start + count, capacity - count)
        #else
          let length = Musl.read(descriptor, start + count, capacity - count)
        #endif
        if length < 0 && errno == EINTR { continue }
        if length < 0 { return }
        // The file has become shorter.
        if length == 0 { break }
        count += length
      }
      isComplete = true
    }
    guard isComplete else { throw error(path) }
    return bytes
  }

  private func error(_ path: String) -> ResolverError {
    ResolverError("\(path) can't be read: \(String(cString: strerror(errno))).")
  }
}
