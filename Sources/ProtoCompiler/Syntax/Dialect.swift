import SwiftProtobuf

/// The language of a file.
enum Dialect: Hashable, Sendable {
  case proto2
  case proto3
  case edition(Google_Protobuf_Edition)

  var isEdition: Bool {
    if case .edition = self { true } else { false }
  }

  /// The edition, where later editions are greater; 0 for the languages before.
  var editionNumber: Int {
    if case .edition(let edition) = self { edition.rawValue } else { 0 }
  }

  /// Whether the names of integer types mean the fixed encoding, as protoc's newest edition tries.
  var usesFixedIntegers: Bool { self == .edition(.unstable) }

  /// Returns the edition that a file names, for example `2023`.
  static func edition(named name: String) -> Dialect? {
    switch name {
    case "2023": .edition(.edition2023)
    case "2024": .edition(.edition2024)
    case "2026": .edition(.edition2026)
    case "UNSTABLE": .edition(.unstable)
    case "LEGACY": .edition(.legacy)
    case "MAX": .edition(.max)
    case "1_TEST_ONLY": .edition(.edition1TestOnly)
    case "2_TEST_ONLY": .edition(.edition2TestOnly)
    case "99997_TEST_ONLY": .edition(.edition99997TestOnly)
    case "99998_TEST_ONLY": .edition(.edition99998TestOnly)
    case "99999_TEST_ONLY": .edition(.edition99999TestOnly)
    default: nil
    }
  }
}
