import SwiftSource

/// The accessors of a property that hands on another one.
struct ForwardedAccess {
  let property: SwiftSource

  var source: SwiftSource {
    """
     {
      get { \(property) } _modify { yield &\(property) }
    }
    """
  }
}
