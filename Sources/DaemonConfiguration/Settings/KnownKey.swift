import JSONText

/// A key that the daemon reads.
struct KnownKey: Hashable, Sendable {
  let name: String
  let kind: Kind

  /// The value that the daemon uses if the key is missing.
  let fallback: JSONNode.Value

  /// The type that the daemon reads the value as.
  enum Kind: Hashable, Sendable {
    case boolean, integer, text
    /// A type that isn't checked.
    case other
  }

  static func boolean(_ name: String, fallback: Bool = false) -> KnownKey {
    KnownKey(name: name, kind: .boolean, fallback: .boolean(fallback))
  }

  static func integer(_ name: String, fallback: Int = 0) -> KnownKey {
    KnownKey(name: name, kind: .integer, fallback: .number("\(fallback)"))
  }

  static func text(_ name: String, fallback: String = "") -> KnownKey {
    KnownKey(name: name, kind: .text, fallback: .string(fallback))
  }

  static func other(_ name: String) -> KnownKey {
    KnownKey(name: name, kind: .other, fallback: .null)
  }

  /// The key and a value as a line of JSON.
  func line(_ value: some CustomStringConvertible) -> String {
    guard kind == .text else { return "\"\(name)\": \(value)" }
    let escaped = "\(value)".replacing("\\", with: "\\\\").replacing("\"", with: "\\\"")
    return "\"\(name)\": \"\(escaped)\""
  }
}

/// The keys that rules refer to, with the defaults of the daemon.
extension KnownKey {
  static let blockchainEnabled = boolean("blockchain_enabled", fallback: true)
  static let daemonEndpoint = text("daemon_endpoint", fallback: "127.0.0.1:8080")
  static let daemonType = text("daemon_type", fallback: "grpc")
  static let heartbeatEndpoint = text("heartbeat_endpoint")
  static let maxMessageSize = integer("max_message_size_in_mb", fallback: 4)
  static let maintenanceEndpoint = text("model_maintenance_endpoint")
  static let trainingEnabled = boolean("model_training_enabled")
  static let organizationID = text("organization_id", fallback: "YOUR_ORG_ID")
  static let passthroughEnabled = boolean("passthrough_enabled", fallback: true)
  static let storageType = text("payment_channel_storage_type", fallback: "etcd")
  static let serviceEndpoint = text("service_endpoint", fallback: "http://localhost:5000")
  static let serviceID = text("service_id", fallback: "YOUR_SERVICE_ID")
  static let heartbeatType = text("service_heartbeat_type")
}

/// Keys of the metadata that a service is published with.
extension KnownKey {
  static let encoding = text("encoding")
  static let serviceType = text("service_type")
}
