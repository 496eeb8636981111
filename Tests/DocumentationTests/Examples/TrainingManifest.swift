import Foundation
import TrainingManifest

enum TrainingManifestPage {
  static func show() throws {
    // EXAMPLE
  }
}
