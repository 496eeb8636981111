import Foundation

/// Files without a fault.
enum SoundFiles {
  static let configuration = """
    {
      "organization_id": "speech-lab",
      "service_id": "speech",
      "daemon_endpoint": "0.0.0.0:8080",
      "service_endpoint": "http://127.0.0.1:5001",
      "model_training_enabled": true,
      "model_maintenance_endpoint": "http://127.0.0.1:5002"
    }
    """

  static let metadata = """
    { "version": 1, "encoding": "proto", "service_type": "grpc" }
    """

  /// The configuration with other lines. A line of an existing key takes its place.
  static func configuration(_ lines: [String: String]) -> String {
    var rest = lines
    var members = configuration.split(separator: "\n").dropFirst().dropLast().map { line in
      let key = line.split(separator: "\"")[1]
      guard let value = rest.removeValue(forKey: String(key)) else {
        return line.trimmingCharacters(in: [",", " "])
      }
      return "\"\(key)\": \(value)"
    }
    members += rest.map { "\"\($0.key)\": \($0.value)" }.sorted()
    return "{\(members.joined(separator: ",\n"))}"
  }
}
