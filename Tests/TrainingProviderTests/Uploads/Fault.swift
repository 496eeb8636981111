import Foundation
import TrainingProtos

/// The faults that an upload can have, starting from a valid one like Python's.
enum Fault: String, CaseIterable {
  case firstLost, lastLost, swapped, repeated, gap, tooMany, startsAtZero
  case otherModel, otherSize, otherCount, noName, onlyDirectory, noSize, emptyBatch, tooMuchData
  case sizeTooLarge, sizeTooSmall, countTooLarge, batchTooLarge

  /// The field that the error names.
  var field: String {
    switch self {
    case .firstLost, .swapped, .repeated, .gap, .tooMany, .startsAtZero: "batch_number"
    case .lastLost, .otherSize, .noSize, .sizeTooLarge: "file_size"
    case .otherModel: "model_id"
    case .otherCount, .countTooLarge: "batch_count"
    case .noName, .onlyDirectory: "file_name"
    case .emptyBatch, .tooMuchData, .sizeTooSmall, .batchTooLarge: "data"
    }
  }

  /// Whether the first batch already shows the fault.
  var isInTheFirstBatch: Bool {
    switch self {
    case .firstLost, .startsAtZero, .noName, .onlyDirectory, .noSize: true
    default: false
    }
  }

  /// An upload of `data` to the model `id` that has the fault.
  func batches(_ data: Data, to id: String = "m") -> [Training_UploadInput] {
    var batches = Batches.python(id, data)
    let middle = batches.count / 2
    switch self {
    case .firstLost: batches.removeFirst()
    case .lastLost: batches.removeLast()
    case .swapped: batches.swapAt(middle, middle + 1)
    case .repeated: batches.insert(batches[middle], at: middle)
    case .gap: batches.remove(at: middle)
    case .tooMany: each(&batches) { $0.batchCount -= 1 }
    case .startsAtZero: each(&batches) { $0.batchNumber -= 1 }
    case .otherModel: batches[middle].modelID = "another"
    case .otherSize: batches[middle].fileSize += 1
    case .otherCount: batches[middle].batchCount += 1
    case .noName: batches[0].fileName = ""
    case .onlyDirectory: batches[0].fileName = "../.."
    case .noSize: each(&batches) { $0.fileSize = 0 }
    case .emptyBatch: batches[middle].data = Data()
    case .tooMuchData: batches[middle].data += Data(count: 100)
    case .sizeTooLarge: each(&batches) { $0.fileSize += 1 }
    case .sizeTooSmall: each(&batches) { $0.fileSize -= 1 }
    case .countTooLarge: each(&batches) { $0.batchCount += 1 }
    case .batchTooLarge: batches[middle].data = Data(count: 201)
    }
    return batches
  }

  private func each(
    _ batches: inout [Training_UploadInput], _ change: (inout Training_UploadInput) -> Void
  ) {
    for index in batches.indices { change(&batches[index]) }
  }
}
