import SwiftProtobufPluginLibrary
import TrainingManifest
import TrainingSchema

/// The handler's parameter for one model field.
struct ModelParameterPlan: Hashable {
  /// The parameter's label, e.g. `model`, and the variable with its value.
  let label: String
  let variable: String

  /// The parameter's type: one model, one that may be missing, or any number.
  let type: String

  /// The field's name in the proto, for errors.
  let protoName: String

  /// What resolves the field, e.g. `TrainingRuntime.OneModel`.
  let query: String

  /// The field's property.
  let property: String

  /// The place in a oneof; `nil` if the field is in none.
  let member: FieldPlan.Member?

  /// The parameters for every model field of a request.
  static func parameters(of request: Descriptor, in context: FileContext) -> [ModelParameterPlan] {
    let fields = request.fields.filter(\.isModelID)
    let plans = fields.map { FieldPlan($0, in: context) }
    let labels = labels(for: plans.map(\.names.property))
    return zip(zip(fields, plans), labels).map { field, label in
      ModelParameterPlan(field.0, field.1, label: label, modules: context.style.modules)
    }
  }

  /// A single field is just `model`; several are named after their fields, without a last `ID`.
  static func labels(for names: [String]) -> [String] {
    guard names.count > 1 else { return names.map { _ in "model" } }
    let short = names.map { $0.count > 2 && $0.hasSuffix("ID") ? String($0.dropLast(2)) : $0 }
    if Set(short).count == short.count && taken.isDisjoint(with: short) { return short }
    var used = taken.union(names)
    return names.map { name in
      guard taken.contains(name) else { return name }
      let candidates = sequence(first: name + "Model") { $0 + "_" }
      let label = candidates.first { !used.contains($0) } ?? name
      used.insert(label)
      return label
    }
  }

  /// The names that guards have for something else.
  private static let taken: Set = ["request", "response", "context", "modelGuard", "writer"]

  private init(_ field: FieldDescriptor, _ plan: FieldPlan, label: String, modules: ModuleNames) {
    let reference = "\(modules.runtime).ModelReference"
    let plain = label.replacing("`", with: "")
    self.label = SwiftWords.label(plain)
    self.variable = SwiftWords.escaped(plain)
    self.protoName = field.name
    self.property = plan.names.property
    self.member = plan.member
    switch ModelField(field).presence {
    case .singular, .optional, .required:
      self.type = reference
      self.query = "\(modules.runtime).OneModel"
    case .oneof:
      self.type = "\(reference)?"
      self.query = "\(modules.runtime).ChosenModel"
    case .repeated:
      self.type = "[\(reference)]"
      self.query = "\(modules.runtime).EachModel"
    }
  }
}
