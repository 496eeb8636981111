public import Foundation

/// A price that the provider answered, with the link, the dataset and the time it was made for.
///
/// The daemon charges the last price that it received, even if the model has changed since. So the
/// provider accepts a paid call only at a quote that still holds.
public struct Quote: Hashable, Sendable {
  /// The price, in base units.
  public var price: UInt64

  /// The `training_data_link` that the price was made for; empty for an upload, the current dataset
  /// and a training.
  public var link: String

  /// The file of the model's dataset at that time; `nil` if it had none.
  public var datasetFile: String?

  /// When the price was answered.
  public var date: Date

  /// Creates a quote.
  public init(price: UInt64, link: String = "", datasetFile: String? = nil, date: Date = Date()) {
    self.price = price
    self.link = link
    self.datasetFile = datasetFile
    self.date = date
  }
}

extension Quote {
  /// Whether both are the same answer. Registries may store the date only to the millisecond.
  func isSame(as other: Quote?) -> Bool {
    guard let other else { return false }
    return price == other.price && link.utf8.elementsEqual(other.link.utf8)
      && datasetFile == other.datasetFile && abs(date.timeIntervalSince(other.date)) < 0.002
  }
}
