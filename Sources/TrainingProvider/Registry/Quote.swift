public import Foundation

/// A price that was answered, with what it was made for.
///
/// The daemon charges the last price that it was told, whatever became of the model since; so a
/// paid call is only taken at a quote that still holds.
public struct Quote: Hashable, Sendable {
  /// The answer, in base units.
  public var price: UInt64

  /// The `training_data_link` that was asked about; empty for an upload, the dataset at hand and
  /// a training.
  public var link: String

  /// The file of the dataset that was at hand; `nil` if there was none.
  public var datasetFile: String?

  /// When the price was answered.
  public var date: Date

  public init(price: UInt64, link: String = "", datasetFile: String? = nil, date: Date = Date()) {
    self.price = price
    self.link = link
    self.datasetFile = datasetFile
    self.date = date
  }
}
