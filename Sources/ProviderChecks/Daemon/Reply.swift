/// What a server answered to a call.
struct Reply: Sendable {
  let status: StatusCode

  /// The status message, made printable.
  let message: String

  /// The bytes of the response message; `nil` if there was none.
  let body: [UInt8]?
}

/// The reason why a call has no answer.
enum CallFailure: Error, CustomStringConvertible {
  case unreachable(String)
  case broken(String)
  case closed
  case reset(String)
  case late(Duration)
  case notGRPC(String)

  var description: String {
    switch self {
    case .unreachable(let reason): "no connection could be opened (\(reason))"
    case .broken(let reason): "the connection failed (\(reason))"
    case .closed: "the connection was closed without an answer"
    case .reset(let reason): "the call was broken off without a status (\(reason))"
    case .late(let time): "there was no answer within \(time.inSeconds)"
    case .notGRPC(let reason): "the answer isn't one of gRPC: \(reason)"
    }
  }
}

extension Duration {
  /// The duration as text, for example `20 s`.
  var inSeconds: String {
    let seconds = self / .seconds(1)
    return seconds == seconds.rounded() ? "\(Int(seconds)) s" : "\(seconds) s"
  }
}
