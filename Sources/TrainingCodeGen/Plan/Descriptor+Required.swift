import SwiftProtobufPluginLibrary

extension Descriptor {
  /// Whether a value of this type, or one inside it, can lack a required field. Extensions may
  /// bring some along.
  var canLackRequiredFields: Bool {
    var seen: Set = [fullName]
    var pending = [self]
    while let next = pending.popLast() {
      if !next.messageExtensionRanges.isEmpty || next.fields.contains(where: \.isRequired) {
        return true
      }
      pending += next.fields.compactMap(\.messageType).filter { seen.insert($0.fullName).inserted }
    }
    return false
  }
}
