public import TrainingProtos

extension Training_Status {
  /// The value's name in the proto, e.g. `READY_TO_USE`; the number where there is no name.
  public var protoName: String {
    switch self {
    case .created: "CREATED"
    case .validating: "VALIDATING"
    case .validated: "VALIDATED"
    case .training: "TRAINING"
    case .readyToUse: "READY_TO_USE"
    case .errored: "ERRORED"
    case .deleted: "DELETED"
    case .UNRECOGNIZED(let number): "\(number)"
    }
  }
}
