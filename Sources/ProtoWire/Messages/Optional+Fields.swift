// Generated properties use these members to access their optional storage.

extension Optional {
  /// The value, or a default value if there is none. Changing the default value stores it.
  ///
  /// The value is changed in place, so appending to an array in it costs the same as for any array.
  @inlinable
  public subscript(_orDefault value: @autoclosure () -> Wrapped) -> Wrapped {
    get { self ?? value() }
    _modify {
      if case .none = self { self = .some(value()) }
      // swift-format-ignore: NeverForceUnwrap, the line above has just set it.
      yield &self!
    }
  }

  /// The value in the box, or a default value if there is none. Changing the default value stores
  /// it.
  @inlinable
  public subscript<Value>(_orDefault value: @autoclosure () -> Value) -> Value
  where Wrapped == Indirect<Value> {
    get { self?.value ?? value() }
    _modify {
      if case .none = self { self = .some(Indirect(value())) }
      // swift-format-ignore: NeverForceUnwrap, the line above has just set it.
      yield &self!.value
    }
  }
}

extension Optional {
  /// The value in the box, for callers that store it outside a box.
  @inlinable
  public subscript<Value>(_unboxed _: Value.Type) -> Value? where Wrapped == Indirect<Value> {
    get { self?.value }
    set { self = newValue.map(Indirect.init) }
  }
}
