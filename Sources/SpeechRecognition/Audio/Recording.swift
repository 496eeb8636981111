/// Sound with one channel.
public struct Recording: Hashable, Sendable {
  /// The samples, from -1 to 1.
  public var samples: [Float]

  /// How many samples make a second.
  public var sampleRate: Int

  /// Creates a recording.
  ///
  /// - Parameters:
  ///   - samples: the samples, from -1 to 1.
  ///   - sampleRate: how many samples make a second; at least 1.
  public init(samples: [Float], sampleRate: Int) {
    self.samples = samples
    self.sampleRate = max(sampleRate, 1)
  }

  /// The duration in seconds.
  public var seconds: Double { Double(samples.count) / Double(sampleRate) }
}
