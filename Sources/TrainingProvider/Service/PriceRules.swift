/// At which price a provider takes paid calls.
public struct PriceRules: Hashable, Sendable {
  /// How long an answered price holds; `nil` for a provider that charges nothing.
  let lifetime: Duration?

  /// Paid calls are taken only at a price that was asked for before, for the same link and the same
  /// dataset at hand, and that would be the same now. Anything else is refused with
  /// FAILED_PRECONDITION, for which the daemon refunds.
  ///
  /// This is the rule that protects both sides: the daemon charges the last price that it was told,
  /// and 0 if it never asked.
  ///
  /// - Parameter lifetime: how long an answer holds.
  public static func quoted(for lifetime: Duration = .seconds(60 * 60)) -> PriceRules {
    PriceRules(lifetime: lifetime)
  }

  /// Everything is free: every price is 0, the trainer is not asked, and no call needs a quote.
  public static let free = PriceRules(lifetime: nil)
}
