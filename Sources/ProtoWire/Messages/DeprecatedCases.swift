/// An enum with deprecated cases.
///
/// Its own code has to name all cases, and would draw warnings that nobody can mend. So the
/// requirements are deprecated where they are implemented, and called by way of this protocol, where
/// they are not.
public protocol DeprecatedCases {
  /// The values that have a name.
  static var _namedCases: [Self] { get }
}

extension DeprecatedCases {
  /// Calls ``_namedCases`` without a warning.
  @inlinable
  public static var casesWithoutWarning: [Self] { _namedCases }
}

/// An open enum with deprecated cases.
public protocol DeprecatedOpenCases: DeprecatedCases {
  /// The value with a number.
  static func _case(_ number: Int) -> Self

  /// The number of the value.
  var _number: Int { get }
}

extension DeprecatedOpenCases {
  /// Calls ``_case(_:)`` without a warning.
  @inlinable
  public static func withoutWarning(_ number: Int) -> Self { _case(number) }

  /// Calls ``_number`` without a warning.
  @inlinable
  public var numberWithoutWarning: Int { _number }
}
