import EtcdStore
import Foundation

func greet() async throws {
  // EXAMPLE
}
