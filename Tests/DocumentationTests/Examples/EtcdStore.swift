import EtcdStore
import Foundation

func finishJob(as password: String) async throws {
  // EXAMPLE
}
