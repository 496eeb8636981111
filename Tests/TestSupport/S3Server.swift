import Foundation

/// A real S3 server on the loopback interface: moto's, with further checks; see `Python/s3_server.py`. It
/// demands signatures, and has one bucket.
public final class S3Server: Sendable {
  /// The name of the bucket, unless a test chooses another one.
  public static let bucket = "bucket"

  private static let fullAccess =
    #"{"Version":"2012-10-17","Statement":{"Effect":"Allow","Action":"s3:*","Resource":"*"}}"#

  /// The port.
  public let port: Int

  /// The identifier and the secret of the only access key.
  public let accessKeyID: String
  public let secretAccessKey: String

  private let process: ServerProcess
  private let folder: URL

  /// Starts a server, and waits until it answers.
  ///
  /// - Parameters:
  ///   - bucket: the name of the bucket.
  ///   - certificate: the paths of a certificate and its key, for a server with TLS.
  public init(
    bucket: String = S3Server.bucket, certificate: (path: String, key: String)? = nil
  ) throws {
    guard let python = TestPython.path else { throw CocoaError(.fileNoSuchFile) }
    folder = FileManager.default.temporaryDirectory
      .appendingPathComponent("s3-\(UUID().uuidString)", isDirectory: true)
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    let ready = folder.appendingPathComponent("ready")
    try Data(Self.fullAccess.utf8).write(to: folder.appendingPathComponent("policy"))
    process = try ServerProcess(
      python,
      [
        Repository.file("Tests/TestSupport/Python/s3_server.py").path, ready.path, bucket,
        folder.appendingPathComponent("policy").path,
      ] + (certificate.map { [$0.path, $0.key] } ?? []),
      log: folder.appendingPathComponent("log"))
    let deadline = Date().addingTimeInterval(120)
    var words: [Substring] = []
    while words.count != 3 {
      guard Date() < deadline else {
        let log = try? String(contentsOf: folder.appendingPathComponent("log"), encoding: .utf8)
        throw CocoaError(.executableLoad, userInfo: [NSLocalizedDescriptionKey: log ?? ""])
      }
      usleep(20_000)
      words = ((try? String(contentsOf: ready, encoding: .utf8)) ?? "")
        .split(whereSeparator: \.isWhitespace)
    }
    guard let port = Int(words[0]) else { throw CocoaError(.executableLoad) }
    self.port = port
    accessKeyID = String(words[1])
    secretAccessKey = String(words[2])
  }

  deinit {
    end()
  }

  /// Lets the user do what a policy in JSON allows; it's everything at first.
  public func allow(_ policy: String) throws {
    try Data(policy.utf8).write(to: folder.appendingPathComponent("policy"), options: .atomic)
  }

  /// Ends the server at once.
  public func end() {
    process.end()
    try? FileManager.default.removeItem(at: folder)
  }

  /// Halts the server, which still has its connections.
  public func halt() { process.signal(SIGSTOP) }

  /// Lets a halted server go on.
  public func resume() { process.signal(SIGCONT) }

  /// A server for all tests of the process that need nothing special. Each test uses keys with a prefix of
  /// its own.
  public static let shared: Result<S3Server, any Error> = Result { try S3Server() }

  /// Whether the server's Python packages are installed.
  public static let isAvailable: Bool = {
    guard let python = TestPython.path else { return false }
    let site = URL(fileURLWithPath: python).deletingLastPathComponent().deletingLastPathComponent()
      .appendingPathComponent("lib")
    let versions = (try? FileManager.default.contentsOfDirectory(atPath: site.path)) ?? []
    return versions.contains {
      FileManager.default.fileExists(
        atPath: site.appendingPathComponent("\($0)/site-packages/moto").path)
    }
  }()
}
