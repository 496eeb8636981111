import SwiftProtobufPluginLibrary
import TrainingManifest
import TrainingSchema

/// The handler's parameter for one model field.
struct ModelParameterPlan: Hashable {
  /// The parameter's label, e.g. `model`.
  let label: String

  /// The field's name in the proto, for errors.
  let protoName: String

  let presence: ModelField.Presence

  /// The field's property.
  let property: String

  /// The property of the oneof and the case in it; empty unless the field is in one.
  let oneofProperty: String
  let oneofCase: String

  /// The parameters for every model field of a request.
  static func parameters(of request: Descriptor, in context: FileContext) -> [ModelParameterPlan] {
    let fields = request.fields.filter(\.isModelID)
    let labels = labels(for: fields.map { FieldPlan($0, in: context).name })
    return zip(fields, labels).map { ModelParameterPlan($0, label: $1, in: context) }
  }

  /// A single field is just `model`; several are named after their fields, without a last `ID`.
  private static func labels(for names: [String]) -> [String] {
    guard names.count > 1 else { return names.map { _ in "model" } }
    let short = names.map { $0.count > 2 && $0.hasSuffix("ID") ? String($0.dropLast(2)) : $0 }
    let taken: Set = [
      "request", "response", "context", "message", "messages", "modelGuard", "reply", "writer",
    ]
    let isUsable = Set(short).count == short.count && taken.isDisjoint(with: short)
    return isUsable ? short : names.map { taken.contains($0) ? $0 + "Model" : $0 }
  }

  private init(_ field: FieldDescriptor, label: String, in context: FileContext) {
    let plan = FieldPlan(field, in: context)
    self.label = label
    self.protoName = field.name
    self.presence = ModelField(field).presence
    self.property = plan.name
    if case .oneof(let member) = plan.shape {
      self.oneofProperty = member.property
      self.oneofCase = member.caseName
    } else {
      self.oneofProperty = ""
      self.oneofCase = ""
    }
  }
}
