/// Who encodes and decodes.
enum Contestant: String, CaseIterable {
  case ours
  case peer = "swift-protobuf"
  case cpp = "C++"
  case arena = "C++ arena"
}

extension Contestant {
  /// Those that ours is compared with.
  static let others = allCases.filter { $0 != .ours }
}
