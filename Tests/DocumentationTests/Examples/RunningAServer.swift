import Foundation
import TrainingProvider

enum RunningAServerPage {
  static func listener() -> ProviderServer.Listener {
    // EXAMPLE
    return maintenance
  }
}
