internal import SwiftProtobuf

/// Names are written as the style guide says, from edition 2024 on.
enum NamingStyle: Check {
  static func check(_ reporter: inout Reporter) {
    guard !reporter.model.isLegacy else { return }
    let model = reporter.model
    if !model.package.isEmpty {
      check(.file, "The package", model.package, NameStyle.lowerSnake, &reporter)
    }
    for (index, message) in model.messages.enumerated() {
      check(ElementID(.message, index), "The message", message.name, NameStyle.title, &reporter)
    }
    for (index, proto) in model.enums.enumerated() {
      check(ElementID(.enumeration, index), "The enum", proto.name, NameStyle.title, &reporter)
    }
    for (index, oneof) in model.oneofs.enumerated() {
      check(ElementID(.oneof, index), "The oneof", oneof.name, NameStyle.lowerSnake, &reporter)
      checkCollision(ElementID(.oneof, index), "The oneof", oneof.name, oneof.parent, &reporter)
    }
    for (index, field) in model.fields.enumerated() {
      let element = ElementID(.field, index)
      check(element, "The field", field.name, NameStyle.lowerSnake, &reporter)
      checkCollision(
        element, "The field", field.name, field.isExtension ? -1 : field.parent, &reporter)
    }
    for (index, value) in model.values.enumerated() {
      check(
        ElementID(.enumValue, index), "The value", value.name, NameStyle.upperSnake, &reporter
      )
    }
    for (index, service) in model.services.enumerated() {
      check(ElementID(.service, index), "The service", service.name, NameStyle.title, &reporter)
    }
    for (index, method) in model.methods.enumerated() {
      check(ElementID(.method, index), "The method", method.name, NameStyle.title, &reporter)
    }
  }

  private static func check(
    _ element: ElementID, _ kind: String, _ name: String, _ problem: (String) -> String?,
    _ reporter: inout Reporter
  ) {
    let style = reporter.pool.features[reporter.file].features(of: element).namingStyle
    guard style == .style2024 || style == .style2026, let problem = problem(name) else { return }
    reporter.report(
      "naming-style", element, .name,
      "\(kind) \"\(name)\" \(problem): rename it, or set features.enforce_naming_style = STYLE_LEGACY."
    )
  }

  /// Checks that a name doesn't collide with names that are made from another field's.
  private static func checkCollision(
    _ element: ElementID, _ kind: String, _ name: String, _ message: Int32,
    _ reporter: inout Reporter
  ) {
    let style = reporter.pool.features[reporter.file].features(of: element).namingStyle
    guard style == .style2026, let problem = collision(name, message, reporter.model) else {
      return
    }
    reporter.report(
      "naming-style", element, .name,
      "\(kind) \"\(name)\" \(problem) in generated code: rename it, or set "
        + "features.enforce_naming_style = STYLE2024.")
  }

  private static func collision(_ name: String, _ message: Int32, _ model: FileModel) -> String? {
    if message >= 0 {
      for prefix in ["has_", "get_", "set_", "clear_"] where name.hasPrefix(prefix) {
        let rest = String(name.dropFirst(prefix.count))
        if hasMember(rest, message, model) {
          return "collides with an accessor of \"\(rest)\""
        }
      }
      let suffix = "_value"
      if name.hasSuffix(suffix), hasMember(String(name.dropLast(suffix.count)), message, model) {
        return
          "collides with an accessor of \"\(name.dropLast(suffix.count))\""
      }
    }
    return name == "descriptor" ? "collides with an accessor" : nil
  }

  private static func hasMember(_ name: String, _ message: Int32, _ model: FileModel) -> Bool {
    let message = model.messages[Int(message)]
    return model.fields[message.fields.indices].contains { $0.name == name }
      || model.oneofs[message.oneofs.indices].contains { $0.name == name }
  }
}
