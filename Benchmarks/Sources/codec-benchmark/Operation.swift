/// What is timed.
enum Operation: String, CaseIterable {
  case encode
  case decode
  case roundTrip = "round trip"
}
