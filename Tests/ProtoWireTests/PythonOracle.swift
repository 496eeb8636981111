import Foundation

/// An encoded message that Swift and Python exchange, with the name of its type.
struct OracleRecord {
  let name: String
  let bytes: [UInt8]
}

/// Runs a script that uses Python's protobuf, and exchanges messages with it through files.
struct PythonOracle {
  private let folder: URL

  private static var python: String? { ProcessInfo.processInfo.environment["TRAINING_PYTHON"] }

  static var isAvailable: Bool { python != nil }

  init() throws {
    folder = FileManager.default.temporaryDirectory.appendingPathComponent(UUID().uuidString)
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
  }

  /// Returns random messages of every type of the fixtures, in Python's deterministic encoding.
  func randomMessages(perType count: Int, seed: Int) throws -> [OracleRecord] {
    let file = folder.appendingPathComponent("python.bin")
    try run(["write", file.path, String(count), String(seed)])
    return try read(file)
  }

  /// Throws an error unless each message that Swift encoded equals the one that Python made.
  func compare(_ records: [OracleRecord], seed: Int) throws {
    let file = folder.appendingPathComponent("swift.bin")
    try Data(records.flatMap(Self.encoded)).write(to: file)
    try run(["compare", file.path, folder.appendingPathComponent("python.bin").path])
    try FileManager.default.removeItem(at: folder)
  }

  private func run(_ arguments: [String]) throws {
    let tests = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
    let process = Process()
    process.executableURL = URL(fileURLWithPath: Self.python ?? "")
    process.arguments = [tests.appendingPathComponent("Oracle/oracle.py").path] + arguments
    try process.run()
    process.waitUntilExit()
    guard process.terminationStatus == 0 else { throw OracleFailure() }
  }

  private static func encoded(_ record: OracleRecord) -> [UInt8] {
    field(Array(record.name.utf8)) + field(record.bytes)
  }

  private static func field(_ bytes: [UInt8]) -> [UInt8] {
    (0..<4).map { UInt8(truncatingIfNeeded: bytes.count >> (8 * $0)) } + bytes
  }

  private func read(_ file: URL) throws -> [OracleRecord] {
    var rest = [UInt8](try Data(contentsOf: file))[...]
    func next() -> [UInt8] {
      let count = rest.prefix(4).reversed().reduce(0) { $0 << 8 | Int($1) }
      rest = rest.dropFirst(4)
      defer { rest = rest.dropFirst(count) }
      return Array(rest.prefix(count))
    }
    var records: [OracleRecord] = []
    while !rest.isEmpty {
      let name = String(decoding: next(), as: UTF8.self)
      records.append(OracleRecord(name: name, bytes: next()))
    }
    return records
  }
}

/// The error when Python's script fails. The script prints the reason to standard error.
struct OracleFailure: Error {}
