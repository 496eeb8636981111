import GRPCCore
import GRPCProtobuf
import TrainingProtos
import TrainingRuntime

/// What came of a call.
enum Answer: Hashable, Sendable {
  case status(Training_Status)
  case price
  case transcript(String)
  case refused(Refusal)
  /// Nobody knows whether the server did what was asked: the connection broke.
  case lost(String)
  /// The client itself gave the call up.
  case withdrawn
}

/// A server's refusal.
struct Refusal: Hashable, Sendable {
  var code: RPCError.Code
  var message = ""

  /// Whether it says that the price has to be asked, before or again.
  var isForPrice: Bool {
    code == .failedPrecondition && message.lowercased().contains("price")
  }
}

extension Answer {
  /// What an error says about a call: either the server refused it, or the connection broke.
  ///
  /// A server of the provider kit explains its refusals in the status details. The codes that the
  /// client makes up by itself, when the server dies, come without.
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
