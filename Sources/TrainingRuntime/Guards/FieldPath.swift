/// Where a request names a model; put into words only when something is wrong there.
struct FieldPath: CustomStringConvertible {
  /// The field of type `training.ModelID`, by its name in the proto.
  let field: String

  /// Which element, if the field is repeated.
  var index: Int?

  /// Whether the field itself is meant, and not the identifier in it.
  var isWhole: Bool

  init(field: String, index: Int? = nil, isWhole: Bool = false) {
    self.field = field
    self.index = index
    self.isWhole = isWhole
  }

  var description: String {
    let element = index.map { "\(field)[\($0)]" } ?? field
    return isWhole ? element : element + ".model_id"
  }
}
