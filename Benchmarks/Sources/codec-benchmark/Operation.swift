/// An operation that is measured.
enum Operation: String, CaseIterable {
  case encode
  case decode
  case roundTrip = "round trip"
}
