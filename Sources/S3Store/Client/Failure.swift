import Foundation
import TrainingProvider

/// What an error of one attempt means.
enum Failure {
  /// Another attempt may succeed.
  case temporary(any Error)
  /// Another attempt may succeed with other credentials.
  case staleCredentials(S3Error)
  /// Another attempt may succeed with the store's time.
  case wrongTime(S3Error)
  /// Another attempt would fail as well.
  case final(any Error)

  init(_ error: any Error, of bucket: String) {
    switch error {
    case let refusal as S3Refusal: self = Self.meaning(of: refusal, bucket)
    case is CancellationError, is S3Error, is ProviderError, is SystemError, is CocoaError:
      self = .final(error)
    // Errors of the connection, of time limits, and damaged answers.
    default: self = .temporary(error)
    }
  }

  private static func meaning(of refusal: S3Refusal, _ bucket: String) -> Failure {
    let text = [refusal.code, refusal.message].filter { !$0.isEmpty }.joined(separator: ": ")
    let shown = text.isEmpty ? "status \(refusal.status)" : text
    func error(_ code: S3Error.Code, _ message: String) -> S3Error {
      S3Error(code, message, status: refusal.status, requestID: refusal.requestID)
    }
    switch (refusal.code, refusal.status) {
    case ("RequestTimeTooSkewed", _):
      return .wrongTime(
        error(.denied, "the clock of this machine differs too much from the store's: set it"))
    case ("ExpiredToken", _), ("InvalidToken", _), ("TokenRefreshRequired", _),
      ("InvalidAccessKeyId", _), ("", 400), ("", 403):
      // The answer to a HEAD request has no code.
      return .staleCredentials(
        error(.denied, "the store didn't accept the credentials (\(shown)): check or renew them"))
    // Bytes that changed on their way.
    case ("BadDigest", _), ("XAmzContentSHA256Mismatch", _), ("XAmzContentChecksumMismatch", _),
      ("IncompleteBody", _), ("RequestTimeout", _), ("OperationAborted", _):
      return .temporary(error(.unavailable, "the store refused the request (\(shown))"))
    case (_, 500...), (_, 408), (_, 429):
      return .temporary(error(.unavailable, "the store failed (\(shown))"))
    case ("PermanentRedirect", _), ("AuthorizationHeaderMalformed", _), (_, 300..<400):
      let region = refusal.region.map { " (its region is \($0))" } ?? ""
      return .final(
        error(
          .invalidConfiguration,
          "the bucket \(bucket) isn't at this endpoint\(region): set the endpoint and the region "
            + "of the bucket"))
    case ("NoSuchBucket", _):
      return .final(
        error(
          .invalidConfiguration, "there is no bucket \(bucket): create it, or correct the name"))
    case (_, 404):
      return .final(error(.notFound, "the store doesn't have it (\(shown))"))
    case (_, 401), (_, 403):
      return .final(
        error(
          .denied,
          "the store refused access to the bucket \(bucket) (\(shown)): check the credentials, and "
            + "what they allow"))
    default:
      return .final(error(.refused, "the store refused the request (\(shown))"))
    }
  }
}
