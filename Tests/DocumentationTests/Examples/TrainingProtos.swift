import Foundation
import SwiftProtobuf
import TrainingProtos

enum TrainingProtosPage {
  static func show(_ descriptors: Data) throws {
    // EXAMPLE
  }
}
