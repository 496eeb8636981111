/// What was measured of one case.
struct Result {
  let name: String

  /// The number of bytes of the encoded message.
  let bytes: Int

  /// The number of bytes of a message itself.
  let messageSizes: [Contestant: Int]

  /// The numbers of allocations that can't be avoided.
  let pieces: [Operation: Int]

  private let measured: [Operation: [Contestant: Measurement]]
  private let isScattered: Bool

  /// Measures all operations of a case.
  init(of benchmarked: Case, by contestants: Contestants) throws {
    self.name = benchmarked.name
    self.bytes = benchmarked.bytes.count
    self.isScattered = benchmarked.isScattered
    var sizes = [Contestant: Int]()
    for contestant in contestants.all {
      sizes[contestant] = try benchmarked.codec(of: contestant, contestants.modules).messageSize
    }
    self.messageSizes = sizes
    var measured = [Operation: [Contestant: Measurement]]()
    var pieces = [Operation: Int]()
    for operation in benchmarked.operations {
      measured[operation] = try Measurement.take(operation, of: benchmarked, by: contestants)
      pieces[operation] = try benchmarked.pieces(operation)
    }
    self.measured = measured
    self.pieces = pieces
  }

  /// The operations in which our codec allocates memory more often than it has to.
  var wasteful: [String] {
    guard !isScattered else { return [] }
    return pieces.filter { (allocations($0.key, .ours) ?? 0) > Double($0.value) }.keys
      .map { "\(name), \($0.rawValue)" }
  }

  /// Returns those of the given operations that were measured.
  func operations(of all: [Operation]) -> [Operation] { all.filter { measured[$0] != nil } }

  func nanoseconds(_ operation: Operation, _ contestant: Contestant) -> Double? {
    measured[operation]?[contestant]?.nanoseconds
  }

  func allocations(_ operation: Operation, _ contestant: Contestant) -> Double? {
    measured[operation]?[contestant]?.allocations
  }

  /// Returns the time of another contestant divided by our time.
  func ratio(_ operation: Operation, _ other: Contestant) -> Double? {
    guard let theirs = nanoseconds(operation, other), let ours = nanoseconds(operation, .ours)
    else { return nil }
    return theirs / ours
  }
}
