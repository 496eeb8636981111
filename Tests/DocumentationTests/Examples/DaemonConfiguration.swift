import DaemonConfiguration
import Foundation

enum DaemonConfigurationPage {
  static func show() throws {
    // EXAMPLE
  }
}
