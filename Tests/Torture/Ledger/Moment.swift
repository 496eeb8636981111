/// Something that happens to a call.
enum Moment: Sendable {
  case begin(Call)
  case end(Answer)
}
