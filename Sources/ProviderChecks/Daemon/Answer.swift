import TrainingProtos

/// A provider's decision about a call: a response, or a refusal with an error.
struct Answer<Response: Sendable>: Sendable {
  /// The call, for reports.
  let call: String
  let result: Result<Response, Refusal>

  /// The response.
  ///
  /// - Throws: ``CheckStop`` if the call was refused.
  func response() throws(CheckStop) -> Response {
    switch result {
    case .success(let response): return response
    case .failure(let refusal): throw .failed("\(call) ended with \(refusal)")
    }
  }

  /// The error of a call that has to be refused.
  ///
  /// - Parameter why: why it has to be.
  /// - Throws: ``CheckStop`` if it was answered, or if it ended by accident.
  @discardableResult
  func refusal(_ why: String) throws(CheckStop) -> Refusal {
    switch result {
    case .success(let response):
      throw .failed("\(call) was answered with \(text(response)), although \(why)")
    case .failure(let refusal):
      guard !refusal.status.isAccident else {
        throw .failed(
          "\(call) ended with \(refusal). A refusal has a code of its own, such as "
            + "INVALID_ARGUMENT, NOT_FOUND or FAILED_PRECONDITION")
      }
      return refusal
    }
  }

  private func text(_ response: Response) -> String {
    (response as? Training_Status)?.name ?? Printable.text("\(response)")
  }
}

/// An error that ended a call.
struct Refusal: Error, CustomStringConvertible {
  let status: StatusCode
  let message: String

  var description: String { message.isEmpty ? "\(status)" : "\(status): \(message)" }
}

extension Training_Status {
  /// The name in the proto, for example `READY_TO_USE`.
  var name: String {
    switch self {
    case .created: "CREATED"
    case .validating: "VALIDATING"
    case .validated: "VALIDATED"
    case .training: "TRAINING"
    case .readyToUse: "READY_TO_USE"
    case .errored: "ERRORED"
    case .deleted: "DELETED"
    case .UNRECOGNIZED(let number): "the unknown status \(number)"
    }
  }

  /// Whether the daemon goes on asking.
  var isUnderWay: Bool { self == .validating || self == .training }
}
