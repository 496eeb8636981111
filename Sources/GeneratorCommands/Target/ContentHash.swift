import Foundation

/// A hash that shows whether content has changed: FNV-1a with 64 bits. It isn't meant against people
/// who look for collisions.
struct ContentHash {
  private var state: UInt64 = 0xcbf2_9ce4_8422_2325

  mutating func add(_ bytes: some Sequence<UInt8>) {
    for byte in bytes { state = (state ^ UInt64(byte)) &* 0x100_0000_01b3 }
  }

  /// Adds a text and its end, so that two texts differ from one that is both.
  mutating func add(_ text: String) {
    add(text.utf8)
    add([0])
  }

  var text: String { String(state, radix: 16) }

  /// The hash of a file; `nil` if it can't be read.
  static func file(_ path: String) -> String? {
    guard let data = FileManager.default.contents(atPath: path) else { return nil }
    return content(data)
  }

  static func content(_ bytes: some Sequence<UInt8>) -> String {
    var hash = ContentHash()
    hash.add(bytes)
    return hash.text
  }
}

/// The time and the size of a file, which change when it's written.
struct FileStamp: Codable, Equatable {
  let seconds: Double
  let size: Int

  /// - Returns: `nil` if there is no such file.
  init?(_ path: String) {
    guard let attributes = try? FileManager.default.attributesOfItem(atPath: path),
      let date = attributes[.modificationDate] as? Date, let size = attributes[.size] as? Int
    else { return nil }
    seconds = date.timeIntervalSince1970
    self.size = size
  }
}

/// What distinguishes this build of the generator from others, so that its output is written again by
/// another one.
enum GeneratorIdentity {
  /// The linker's hash of the program where there is one, as each plan of SwiftPM links the program
  /// again; otherwise the time and the size of the file.
  static func current() -> String {
    let program = URL(fileURLWithPath: RunningProgram.path).resolvingSymlinksInPath().path
    if let identifier = buildIdentifier(program) { return identifier }
    return FileStamp(program).map { "\($0.seconds) \($0.size)" } ?? UUID().uuidString
  }

  /// The identifier in the ELF note `NT_GNU_BUILD_ID`, which is in the first page.
  private static func buildIdentifier(_ program: String) -> String? {
    guard let file = FileHandle(forReadingAtPath: program) else { return nil }
    defer { try? file.close() }
    guard let start = try? file.read(upToCount: 4096) else { return nil }
    // The sizes of the name and of the identifier, the type, and the name.
    let head = Data([4, 0, 0, 0, 20, 0, 0, 0, 3, 0, 0, 0]) + Data("GNU\0".utf8)
    guard let range = start.firstRange(of: head) else { return nil }
    let identifier = start[range.upperBound...].prefix(20)
    return identifier.count == 20 ? identifier.map { String($0, radix: 16) }.joined() : nil
  }
}
