/// An access key with its secret.
public struct S3Credentials: Hashable, Sendable {
  /// The identifier of the access key. It isn't secret.
  public var accessKeyID: String

  /// The secret that requests are signed with. It is never sent.
  public var secretAccessKey: String

  /// The token that temporary credentials need; `nil` for a key that lasts.
  public var sessionToken: String?

  /// Creates credentials.
  public init(accessKeyID: String, secretAccessKey: String, sessionToken: String? = nil) {
    self.accessKeyID = accessKeyID
    self.secretAccessKey = secretAccessKey
    self.sessionToken = sessionToken
  }
}

extension S3Credentials: CustomStringConvertible, CustomDebugStringConvertible, CustomReflectable {
  /// The identifier of the access key. The secret and the token aren't shown.
  public var description: String { accessKeyID }

  /// The same as ``description``.
  public var debugDescription: String { description }

  /// Shows the identifier of the access key only, so that no dump contains the secret.
  public var customMirror: Mirror { Mirror(self, children: ["accessKeyID": accessKeyID]) }
}
