/// The rules for the prices at which a provider accepts paid calls.
public struct PriceRules: Hashable, Sendable {
  /// How long a price holds; `nil` for a provider that charges nothing.
  let lifetime: Duration?

  /// Accepts a paid call only if its price was asked for before, for the same link and the same
  /// current dataset, and is still the same. Other paid calls are refused with FAILED_PRECONDITION,
  /// and the daemon refunds them.
  ///
  /// The rule protects consumers and the provider, because the daemon charges the last price that
  /// it received, and 0 if it never asked.
  ///
  /// If providers share their work, a price that one of them gave holds at the others, too, and their
  /// clocks may differ by as much as a price holds. So there it can hold for up to twice as long.
  ///
  /// - Parameter lifetime: how long a price holds.
  public static func quoted(for lifetime: Duration = .seconds(60 * 60)) -> PriceRules {
    PriceRules(lifetime: lifetime)
  }

  /// Makes everything free: every price is 0, the trainer isn't asked, and no call needs a quote.
  public static let free = PriceRules(lifetime: nil)
}
