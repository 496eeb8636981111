import ArgumentParser

/// A codec that takes part in the comparison.
enum Contestant: String, CaseIterable, ExpressibleByArgument {
  case ours
  case peer
  case debian
  case cpp
  case arena
  case reused
  case native
  case upb

  /// The heading of the contestant's column.
  var title: String {
    switch self {
    case .ours: "ours"
    case .peer: "swift-protobuf"
    case .debian: "C++ 3.21"
    case .cpp: "C++"
    case .arena: "C++ arena"
    case .reused: "C++ reused"
    case .native: "C++ native"
    case .upb: "upb"
    }
  }
}

extension Contestant {
  /// The contestants that ours can be compared with.
  static let others = allCases.filter { $0 != .ours }
}
