extension WireGenerated {
  /// An enum with deprecated cases.
  ///
  /// The code that is generated for the enum has to name all cases, and would cause warnings that
  /// nobody can fix. Therefore, the generated members are deprecated themselves, and are called
  /// through this protocol, whose requirements aren't deprecated.
  public protocol DeprecatedCases {
    /// The values that are cases of the enum.
    static var _namedCases: [Self] { get }
  }

  /// An open enum with deprecated cases.
  public protocol DeprecatedOpenCases: DeprecatedCases {
    /// Returns the value with a number.
    static func _case(_ number: Int) -> Self

    /// The number of the value.
    var _number: Int { get }
  }

  /// Returns the values that are cases of an enum, without a warning.
  @inlinable
  public static func namedCases<Enum: DeprecatedCases>(of type: Enum.Type) -> [Enum] {
    type._namedCases
  }

  /// Returns the value with a number, without a warning.
  @inlinable
  public static func value<Enum: DeprecatedOpenCases>(_ type: Enum.Type, number: Int) -> Enum {
    type._case(number)
  }

  /// Returns the number of a value, without a warning.
  @inlinable
  public static func number(of value: some DeprecatedOpenCases) -> Int {
    value._number
  }
}
