/// A dataset as a component of a link's path. The dataset is generated again for each request.
struct LinkPath: CustomStringConvertible {
  let dataset: Dataset

  init(_ dataset: Dataset) {
    self.dataset = dataset
  }

  init?(_ text: Substring) {
    let parts = text.split(separator: "-")
    let numbers = parts.compactMap { Int($0) }
    guard parts.count == 4, numbers.count == 3 else { return nil }
    dataset = Dataset(
      number: numbers[0], clipCount: numbers[1], clipBytes: numbers[2],
      fault: Dataset.Fault.allCases.first { "\($0)" == parts[3] })
  }

  var description: String {
    "\(dataset.number)-\(dataset.clipCount)-\(dataset.clipBytes)-"
      + (dataset.fault.map { "\($0)" } ?? "good")
  }
}
