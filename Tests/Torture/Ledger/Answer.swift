import GRPCCore
import GRPCProtobuf
import TrainingProtos
import TrainingRuntime

/// The result of a call.
enum Answer: Hashable, Sendable {
  case status(Training_Status)
  case price
  case transcript(String)
  case refused(Refusal)
  /// The connection broke, so it is unknown whether the server executed the call.
  case lost(String)
  /// The client cancelled the call.
  case withdrawn
}

/// A server's refusal.
struct Refusal: Hashable, Sendable {
  var code: RPCError.Code
  var message = ""

  /// Whether the message says that the price has to be asked for.
  var isForPrice: Bool {
    code == .failedPrecondition && message.lowercased().contains("price")
  }
}

extension Answer {
  /// Determines from an error whether the server refused the call or the connection broke.
  ///
  /// The provider kit's refusals have status details. Errors that the client itself creates when
  /// the server dies have none.
  init(_ error: any Error) {
    guard let error = error as? RPCError else {
      self = .lost("\(error)")
      return
    }
    let ambiguous: [RPCError.Code] = [
      .unavailable, .cancelled, .unknown, .internalError, .deadlineExceeded,
    ]
    let isExplained = (try? error.unpackGoogleRPCStatus()) != nil
    if ambiguous.contains(error.code), !isExplained {
      self = .lost("\(error.code): \(error.message)")
    } else {
      self = .refused(Refusal(code: error.code, message: error.message))
    }
  }
}

extension Answer: CustomStringConvertible {
  var description: String {
    switch self {
    case .status(let status): status.protoName
    case .price: "a price"
    case .transcript(let text): "\"\(text)\""
    case .refused(let refusal): "\(refusal.code): \(refusal.message)"
    case .lost(let reason): "no answer (\(reason))"
    case .withdrawn: "withdrawn"
    }
  }
}
