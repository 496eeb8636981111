internal import SwiftProtobuf

/// What the declaration of an option says about where the option may be used.
struct Restrictions {
  /// The editions that know the option.
  var support: Google_Protobuf_FieldOptions.FeatureSupport?
  /// The elements that may have the option; empty if all may.
  var targets: [Google_Protobuf_FieldOptions.OptionTargetType] = []
}

extension Pool {
  /// The restrictions of a field; `nil` if there are none.
  func restrictions(of field: SymbolID) -> Restrictions? {
    guard let options = fieldOptions(field), options.hasFeatureSupport || !options.targets.isEmpty
    else { return nil }
    return Restrictions(
      support: options.hasFeatureSupport ? options.featureSupport : nil, targets: options.targets)
  }

  /// The options of a field, as far as they are interpreted.
  func fieldOptions(_ field: SymbolID) -> Google_Protobuf_FieldOptions? {
    let index = self.field(field).options
    guard index >= 0, options.indices.contains(Int(field.file)) else { return nil }
    return options[Int(field.file)].messages[Int(index)] as? Google_Protobuf_FieldOptions
  }

  /// The edition support of a value of an enum.
  func support(
    ofValue number: Int32, in type: SymbolID
  ) -> (name: String, Google_Protobuf_FieldOptions.FeatureSupport)? {
    let owner = files[Int(type.file)]
    guard let index = value(numbered: number, of: type), owner.values[index].options >= 0,
      let options = self.options[Int(type.file)].messages[Int(owner.values[index].options)]
        as? Google_Protobuf_EnumValueOptions, options.hasFeatureSupport
    else { return nil }
    return (owner.fullName(of: ElementID(.enumValue, index)), options.featureSupport)
  }
}
