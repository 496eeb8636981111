/// An event of a call.
enum CallEvent: Sendable {
  case begin(Call)
  case end(Answer)
}
