import DaemonConfiguration
import Foundation

enum ConfigurationCheckPage {
  static func show() throws {
    // EXAMPLE
  }
}
