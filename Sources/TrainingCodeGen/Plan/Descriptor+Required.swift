import SwiftProtobufPluginLibrary

extension Descriptor {
  /// Whether a value of this type, or one inside it, can lack a required field. Extensions may
  /// bring some along.
  var canLackRequiredFields: Bool {
    var seen: Set<String> = []
    return canLackRequiredFields(&seen)
  }

  private func canLackRequiredFields(_ seen: inout Set<String>) -> Bool {
    guard seen.insert(fullName).inserted else { return false }
    if !messageExtensionRanges.isEmpty { return true }
    return fields.contains { field in
      field.isRequired || field.messageType?.canLackRequiredFields(&seen) == true
    }
  }
}
