public import Foundation

/// Where credentials come from.
///
/// Credentials are read when they are first needed, and again when the store refuses them as expired or
/// unknown. So a file or a process that replaces temporary credentials in time is enough to renew them.
public struct S3CredentialSource: Sendable {
  let load: @Sendable () throws -> S3Credentials

  /// A source of your own.
  ///
  /// - Parameter load: returns the credentials that are valid now. It may block, and runs on a thread for
  ///   that. Its errors must not contain secrets.
  public init(_ load: @escaping @Sendable () throws -> S3Credentials) {
    self.load = load
  }

  /// The same credentials for as long as the process runs.
  public static func fixed(_ credentials: S3Credentials) -> S3CredentialSource {
    S3CredentialSource { credentials }
  }

  /// The variables `AWS_ACCESS_KEY_ID`, `AWS_SECRET_ACCESS_KEY` and, for temporary credentials,
  /// `AWS_SESSION_TOKEN`.
  ///
  /// - Parameter environment: the variables; those of the process by default.
  public static func environment(
    _ environment: [String: String] = ProcessInfo.processInfo.environment
  ) -> S3CredentialSource {
    S3CredentialSource {
      guard let key = environment["AWS_ACCESS_KEY_ID"], !key.isEmpty,
        let secret = environment["AWS_SECRET_ACCESS_KEY"], !secret.isEmpty
      else {
        throw S3Error(
          .invalidConfiguration,
          "there are no credentials for the bucket in the environment: set AWS_ACCESS_KEY_ID and "
            + "AWS_SECRET_ACCESS_KEY")
      }
      let token = environment["AWS_SESSION_TOKEN"].flatMap { $0.isEmpty ? nil : $0 }
      return S3Credentials(accessKeyID: key, secretAccessKey: secret, sessionToken: token)
    }
  }

  /// A profile in a file in the format of AWS's tools, with `aws_access_key_id`, `aws_secret_access_key`
  /// and, for temporary credentials, `aws_session_token`.
  ///
  /// - Parameters:
  ///   - file: the file, for example `/etc/speech/credentials`.
  ///   - profile: the name of the profile.
  public static func file(_ file: URL, profile: String = "default") -> S3CredentialSource {
    S3CredentialSource {
      let text: String
      do {
        text = try String(contentsOf: file, encoding: .utf8)
      } catch {
        throw S3Error(
          .invalidConfiguration,
          "the credentials in \(file.path) cannot be read: check the path and the permissions",
          cause: error)
      }
      let values = CredentialFile(text).values(of: profile)
      guard let key = values["aws_access_key_id"], !key.isEmpty,
        let secret = values["aws_secret_access_key"], !secret.isEmpty
      else {
        throw S3Error(
          .invalidConfiguration,
          "\(file.path) has no credentials in the profile \(profile): add aws_access_key_id and "
            + "aws_secret_access_key")
      }
      return S3Credentials(
        accessKeyID: key, secretAccessKey: secret, sessionToken: values["aws_session_token"])
    }
  }

  /// The environment if it has an access key, otherwise the file `AWS_SHARED_CREDENTIALS_FILE` or
  /// `~/.aws/credentials`, with the profile `AWS_PROFILE` or `default`.
  ///
  /// - Parameter environment: the variables; those of the process by default.
  public static func automatic(
    _ environment: [String: String] = ProcessInfo.processInfo.environment
  ) -> S3CredentialSource {
    if environment["AWS_ACCESS_KEY_ID"]?.isEmpty == false { return .environment(environment) }
    let home = FileManager.default.homeDirectoryForCurrentUser
    let file =
      environment["AWS_SHARED_CREDENTIALS_FILE"].map { URL(fileURLWithPath: $0) }
      ?? home.appendingPathComponent(".aws/credentials")
    return .file(file, profile: environment["AWS_PROFILE"] ?? "default")
  }
}
