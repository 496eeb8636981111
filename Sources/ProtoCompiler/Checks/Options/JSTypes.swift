internal import SwiftProtobuf

/// The option `jstype` belongs to 64-bit integers.
enum JSTypes: Check {
  static func check(_ reporter: inout Reporter) {
    for index in reporter.model.fields.indices {
      guard let options = reporter.fieldOptions(index), options.jstype != .jsNormal else {
        continue
      }
      switch reporter.resolved(index).type {
      case .uint64, .int64, .sint64, .fixed64, .sfixed64: continue
      default:
        reporter.report(
          "jstype", ElementID(.field, index), .type,
          "Only 64-bit integers have the option jstype: remove it.")
      }
    }
  }
}
