extension WireGenerated {
  /// An enum with deprecated cases.
  ///
  /// Its own code has to name all cases, and would draw warnings that nobody can mend. So the
  /// requirements are deprecated where they are implemented, and called by way of this protocol,
  /// where they are not.
  public protocol DeprecatedCases {
    /// The values that have a name.
    static var _namedCases: [Self] { get }
  }

  /// An open enum with deprecated cases.
  public protocol DeprecatedOpenCases: DeprecatedCases {
    /// The value with a number.
    static func _case(_ number: Int) -> Self

    /// The number of the value.
    var _number: Int { get }
  }

  /// The values of an enum that have a name, without a warning.
  @inlinable
  public static func namedCases<Enum: DeprecatedCases>(of type: Enum.Type) -> [Enum] {
    type._namedCases
  }

  /// The value with a number, without a warning.
  @inlinable
  public static func value<Enum: DeprecatedOpenCases>(_ type: Enum.Type, number: Int) -> Enum {
    type._case(number)
  }

  /// The number of a value, without a warning.
  @inlinable
  public static func number(of value: some DeprecatedOpenCases) -> Int {
    value._number
  }
}
