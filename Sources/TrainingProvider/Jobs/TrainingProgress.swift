public import Foundation

/// How far a training is, as its ``Trainer`` reported last.
public struct TrainingProgress: Hashable, Sendable, Codable {
  /// The part of the training that is done, from 0 to 1; `nil` if the trainer doesn't say.
  public var fraction: Double?

  /// What the trainer is doing, for example `fitting`; at most 64 bytes of UTF-8. Empty if the trainer
  /// doesn't say.
  public var stage: String

  /// Details for operators, for example `epoch 3 of 10, loss 0.2`; at most 512 bytes of UTF-8.
  public var message: String

  /// When the trainer reported this.
  public var date: Date

  /// Creates a report.
  public init(
    fraction: Double? = nil, stage: String = "", message: String = "", date: Date = Date()
  ) {
    self.fraction = fraction
    self.stage = stage
    self.message = message
    self.date = date
  }
}

extension TrainingProgress {
  private static let maxStageBytes = 64
  private static let maxMessageBytes = 512

  /// The progress after the next report.
  ///
  /// The fraction never goes back. One that isn't finite counts as none.
  ///
  /// - Parameters:
  ///   - fraction: the reported fraction; `nil` if it is unchanged.
  ///   - stage: the reported stage; `nil` if it is unchanged.
  ///   - message: the reported message.
  func after(fraction: Double?, stage: String?, message: String) -> TrainingProgress {
    var next = TrainingProgress(
      fraction: self.fraction,
      stage: stage.map { Clipping.clip($0, toBytes: Self.maxStageBytes) } ?? self.stage,
      message: Clipping.clip(message, toBytes: Self.maxMessageBytes))
    if let fraction, fraction.isFinite {
      next.fraction = max(min(max(fraction, 0), 1), self.fraction ?? 0)
    }
    return next
  }

  /// The progress with each string on one line.
  var onOneLine: TrainingProgress {
    TrainingProgress(
      fraction: fraction, stage: Clipping.logLine(stage, toBytes: Self.maxStageBytes),
      message: Clipping.logLine(message, toBytes: Self.maxMessageBytes), date: date)
  }
}
