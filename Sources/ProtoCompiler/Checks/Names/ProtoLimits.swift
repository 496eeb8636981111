internal import SwiftProtobuf

/// Messages, oneofs and enums aren't too large, from edition 2026 on.
enum ProtoLimits: Check {
  private static let fields = 1500
  private static let oneofs = 1000
  private static let fieldsInOneof = 1200
  private static let values = 1700

  static func check(_ reporter: inout Reporter) {
    guard !reporter.model.isLegacy else { return }
    for (index, message) in reporter.model.messages.enumerated() {
      let element = ElementID(.message, index)
      if message.fields.count > fields {
        report(element, "The message \"\(message.name)\"", fields, "fields", &reporter)
      }
      let count = message.oneofs.indices.filter { !isSynthetic($0, message, reporter.model) }.count
      if count > oneofs {
        report(element, "The message \"\(message.name)\"", oneofs, "oneofs", &reporter)
      }
    }
    for (index, oneof) in reporter.model.oneofs.enumerated() {
      let members = reporter.model.messages[Int(oneof.parent)].fields.indices
      let count = members.count { reporter.model.fields[$0].oneof == Int32(index) }
      if count > fieldsInOneof {
        report(
          ElementID(.oneof, index), "The oneof \"\(oneof.name)\"", fieldsInOneof, "fields",
          &reporter)
      }
    }
    for (index, proto) in reporter.model.enums.enumerated() where proto.values.count > values {
      report(
        ElementID(.enumeration, index), "The enum \"\(proto.name)\"", values, "values", &reporter)
    }
  }

  private static func isSynthetic(_ oneof: Int, _ message: MessageModel, _ model: FileModel) -> Bool
  {
    let members = message.fields.indices.filter { model.fields[$0].oneof == Int32(oneof) }
    return members.count == 1 && model.fields[members[0]].isProto3Optional
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
