import AsyncHTTPClient
import Foundation
import NIOCore
import NIOHTTP1
import NIOSSL
import Synchronization
import TrainingProvider

/// Sends signed requests to a bucket, and repeats them if they fail.
///
/// Every request can be sent twice: objects have names of their own that nobody else writes, and deleting
/// twice is deleting.
final class S3Client: Sendable {
  let configuration: S3Configuration
  /// The threads that read and write files and compute digests.
  let files: WorkPool
  /// How many entries a page of a listing has; a store sends 1000 at most.
  let pageSize: Int

  private let http: HTTPClient
  private let credentials: CredentialCache
  /// How many seconds the store's clock is ahead. Requests with a wrong time are refused.
  private let clockOffset = Mutex(TimeInterval(0))

  /// - Parameters:
  ///   - configuration: the bucket.
  ///   - files: the threads.
  ///   - pageSize: how many entries a page of a listing has.
  ///   - addresses: the addresses of hosts that no name server is asked for.
  /// - Throws: ``S3Error`` with ``S3Error/Code/invalidConfiguration``.
  init(
    _ configuration: S3Configuration, files: WorkPool, pageSize: Int = 1000,
    addresses: [String: String] = [:]
  ) async throws {
    self.pageSize = pageSize
    self.configuration = configuration
    self.files = files
    credentials = CredentialCache(configuration.credentials, on: files)
    guard !configuration.bucket.isEmpty, !configuration.bucket.contains("/") else {
      throw S3Error(.invalidConfiguration, "the bucket has no name, or one with a slash")
    }
    var tls = TLSConfiguration.makeClientConfiguration()
    if let path = configuration.certificates {
      do {
        tls.trustRoots = .certificates(
          try await files.run { try NIOSSLCertificate.fromPEMFile(path) })
      } catch {
        throw S3Error(
          .invalidConfiguration,
          "the certificates in \(path) cannot be read: check the path, and that they are PEM",
          cause: error)
      }
    }
    var settings = HTTPClient.Configuration(
      tlsConfiguration: tls, redirectConfiguration: .disallow,
      timeout: .init(connect: .seconds(5)), decompression: .disabled)
    settings.httpVersion = .http1Only
    settings.dnsOverride = addresses
    settings.connectionPool.concurrentHTTP1ConnectionsPerHostSoftLimit =
      2 * configuration.concurrentTransfers + 4
    http = HTTPClient(
      eventLoopGroup: HTTPClient.defaultEventLoopGroup, configuration: settings)
  }

  deinit {
    http.shutdown { _ in }
  }

  /// Sends a request until it succeeds or can't.
  ///
  /// - Parameters:
  ///   - request: the request.
  ///   - receive: reads the answer. It is called for each attempt that the store accepts.
  /// - Throws: ``S3Error``; `CancellationError`; what `receive` throws of the provider's errors.
  func send<T: Sendable>(
    _ request: S3Request, _ receive: @escaping @Sendable (HTTPClientResponse) async throws -> T
  ) async throws -> T {
    let bytes = request.body.bytes.readableBytes + request.expectedBytes
    let transfer = Duration.seconds(bytes) / max(configuration.minBytesPerSecond, 1)
    let end = ContinuousClock.now + configuration.timeout + transfer
    var backoff = Backoff()
    var hasOtherCredentials = false
    var hasOtherTime = false
    var damagedAnswers = 0
    var reason: (any Error)?
    while true {
      let signing = try await credentials.current()
      do {
        let attemptEnd = min(ContinuousClock.now + configuration.attemptTimeout + transfer, end)
        return try await attempt(request, signing, until: attemptEnd, receive)
      } catch {
        try Task.checkCancellation()
        switch Failure(error, of: configuration.bucket) {
        case .final(let error): throw error
        case .staleCredentials(let error):
          guard !hasOtherCredentials else { throw error }
          hasOtherCredentials = true
          credentials.forget(signing)
        case .wrongTime(let error):
          guard !hasOtherTime else { throw error }
          hasOtherTime = true
        case .temporary(let error):
          if error is DamagedAnswer { damagedAnswers += 1 }
          // The end of the time says less than what happened before.
          if !(error is TimedOut) { reason = error }
          guard damagedAnswers < Self.maxDamagedAnswers else { throw damaged(request) }
          guard await backoff.wait(until: end) else {
            try Task.checkCancellation()
            throw unavailable(reason ?? error)
          }
        }
      }
    }
  }

  /// After how many damaged answers the store is believed to have nothing else.
  private static let maxDamagedAnswers = 5

  private struct TimedOut: Error {}

  private func attempt<T: Sendable>(
    _ request: S3Request, _ credentials: S3Credentials, until end: ContinuousClock.Instant,
    _ receive: @escaping @Sendable (HTTPClientResponse) async throws -> T
  ) async throws -> T {
    let prepared = prepare(request, credentials)
    return try await withInterruption(
      by: { try await Task.sleep(until: end, clock: .continuous) }, orThrow: TimedOut()
    ) { [http] in
      let response = try await http.execute(prepared, deadline: .distantFuture)
      self.learnTime(from: response)
      guard (200..<300).contains(response.status.code) else { throw await S3Refusal(response) }
      return try await receive(response)
    }
  }

  /// Signs a request. The digest of the body is a part of what is signed: it is needed as the checksum
  /// anyway, so nothing is gained by leaving it out over TLS.
  private func prepare(
    _ request: S3Request, _ credentials: S3Credentials
  ) -> HTTPClientRequest {
    let time = SigningTime(Date().addingTimeInterval(clockOffset.withLock(\.self)))
    let endpoint = configuration.endpoint
    let digest = request.body.digest.hexadecimal
    var headers = request.headers
    headers.append(("host", endpoint.authority(of: configuration.bucket)))
    headers.append(("x-amz-content-sha256", digest))
    headers.append(("x-amz-date", time.stamp))
    if let token = credentials.sessionToken { headers.append(("x-amz-security-token", token)) }
    let path = endpoint.path(of: request.key, in: configuration.bucket)
    let canonical = CanonicalRequest(
      method: request.method.rawValue, path: path, query: request.query, headers: headers,
      payloadDigest: digest)
    let signer = RequestSigner(credentials: credentials, region: endpoint.region)
    headers.append(("authorization", signer.authorization(of: canonical, at: time)))
    let query = CanonicalRequest.query(request.query)
    let scheme = endpoint.isEncrypted ? "https" : "http"
    var prepared = HTTPClientRequest(
      url: "\(scheme)://\(endpoint.authority(of: configuration.bucket))\(path)"
        + (query.isEmpty ? "" : "?\(query)"))
    prepared.method = request.method
    prepared.headers = HTTPHeaders(headers.map { ($0.name, $0.value) })
    if request.body.bytes.readableBytes > 0 { prepared.body = .bytes(request.body.bytes) }
    return prepared
  }

  /// The store's time.
  var now: Date { Date().addingTimeInterval(clockOffset.withLock(\.self)) }

  private func learnTime(from response: HTTPClientResponse) {
    guard let date = response.headers.first(name: "date").flatMap(ServerTime.date) else { return }
    clockOffset.withLock { $0 = date.timeIntervalSinceNow }
  }

  private func damaged(_ request: S3Request) -> S3Error {
    S3Error(
      .damaged,
      "what the store has at \(request.key ?? configuration.bucket) isn't what was stored there: restore "
        + "it from a backup", cause: DamagedAnswer())
  }

  private func unavailable(_ cause: any Error) -> S3Error {
    S3Error(
      .unavailable,
      "the store \(configuration.endpoint) didn't answer, or it failed: check that it can be reached",
      status: (cause as? S3Error)?.status, requestID: (cause as? S3Error)?.requestID, cause: cause)
  }
}
