import TrainingDatasets

enum DatasetReaderComment {
  struct Sample {
    let label: String
    let bytes: [UInt8]
  }

  static func samples(at path: String) throws -> [Sample] {
    var samples: [Sample] = []
    // EXAMPLE
    return samples
  }
}
