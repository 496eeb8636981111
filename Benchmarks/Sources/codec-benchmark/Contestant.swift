/// A codec that takes part in the comparison.
enum Contestant: String, CaseIterable {
  case ours
  case peer = "swift-protobuf"
  case cpp = "C++"
  case arena = "C++ arena"
}

extension Contestant {
  /// The contestants that ours is compared with.
  static let others = allCases.filter { $0 != .ours }
}
