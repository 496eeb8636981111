internal import SwiftProtobuf

/// Messages, oneofs and enums aren't too large, from edition 2026 on.
enum ProtoLimits: Check {
  private static let fields = 1500
  private static let oneofs = 1000
  private static let fieldsInOneof = 1200
  private static let values = 1700

  static func check(_ reporter: inout Reporter) {
    guard !reporter.model.isLegacy else { return }
    let members = members(of: reporter.model)
    for (index, message) in reporter.model.messages.enumerated() {
      let element = ElementID(.message, index)
      if message.fields.count > fields {
        report(element, "The message \"\(message.name)\"", fields, "fields", &reporter)
      }
      if message.oneofs.count(where: { !members[$0].isSynthetic }) > oneofs {
        report(element, "The message \"\(message.name)\"", oneofs, "oneofs", &reporter)
      }
    }
    for (index, oneof) in reporter.model.oneofs.enumerated()
    where members[index].count > fieldsInOneof {
      report(
        ElementID(.oneof, index), "The oneof \"\(oneof.name)\"", fieldsInOneof, "fields",
        &reporter)
    }
    for (index, proto) in reporter.model.enums.enumerated() where proto.values.count > values {
      report(
        ElementID(.enumeration, index), "The enum \"\(proto.name)\"", values, "values", &reporter)
    }
  }

  private struct Members {
    var count = 0
    var isSynthetic = false
  }

  /// The fields of each oneof of a file.
  private static func members(of model: FileModel) -> [Members] {
    var members = [Members](repeating: Members(), count: model.oneofs.count)
    for field in model.fields where field.oneof >= 0 {
      members[Int(field.oneof)].count += 1
      if field.isProto3Optional { members[Int(field.oneof)].isSynthetic = true }
    }
    return members
  }

  private static func report(
    _ element: ElementID, _ name: String, _ limit: Int, _ what: String, _ reporter: inout Reporter
  ) {
    let features = reporter.pool.features[reporter.file].features(of: element)
    guard features.protoLimits != .legacyNoExplicitLimits else { return }
    reporter.report(
      "proto-limits", element, .name,
      "\(name) has more than \(limit) \(what): split it, or set features.enforce_proto_limits = "
        + "LEGACY_NO_EXPLICIT_LIMITS.")
  }
}
