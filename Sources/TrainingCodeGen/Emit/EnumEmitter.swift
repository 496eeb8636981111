import SwiftSource

/// An enum.
struct EnumEmitter {
  let plan: EnumPlan

  var declaration: SwiftSource {
    switch (plan.isClosed, plan.hasDeprecatedCases) {
    case (true, false): closed
    case (true, true): closedWithDeprecatedCases
    case (false, false): open
    case (false, true): openWithDeprecatedCases
    }
  }

  private var closed: SwiftSource {
    """
    \(comment: plan.documentation.text)
    \(access) nonisolated enum \(name: plan.name): Int, SwiftProtobuf.Enum, Swift.CaseIterable {
      \(SwiftSource.lines(plan.values.map(value)))

      \(initializer)
    }
    """
  }

  private var closedWithDeprecatedCases: SwiftSource {
    """
    \(comment: plan.documentation.text)
    \(access) nonisolated enum \(name: plan.name): Int, SwiftProtobuf.Enum, Swift.CaseIterable, ProtoWire.DeprecatedCases {
      \(SwiftSource.lines(plan.values.map(value)))

      \(initializer)

      // The compiler won't synthesize support with a deprecated case.
      \(access) static let allCases: [\(name: plan.fullName)] = casesWithoutWarning

      \(namedCases)
    }
    """
  }

  private var namedCases: SwiftSource {
    """
    @available(*, deprecated)
    \(access) static var _namedCases: [\(name: plan.fullName)] {
      [
        \(SwiftSource.lines(plan.cases.map { "\(name: $0.dottedName)," }))
      ]
    }
    """
  }

  private var open: SwiftSource {
    """
    \(comment: plan.documentation.text)
    \(name: plan.annotation)\(access) nonisolated enum \(name: plan.name): SwiftProtobuf.Enum, Swift.CaseIterable {
      \(access) typealias RawValue = Int
      \(SwiftSource.lines(plan.values.map(value)))
      case UNRECOGNIZED(Int)

      \(initializer)

      \(access) init?(rawValue: Int) {
        switch rawValue {
        \(SwiftSource.lines(casesByNumber.map { fromNumber($0, "self = ") }))
        default: self = .UNRECOGNIZED(rawValue)
        }
      }

      \(number(as: "rawValue"))

      // The compiler won't synthesize support with the UNRECOGNIZED case.
      \(access) static let allCases: [\(name: plan.fullName)] = [
        \(SwiftSource.lines(plan.cases.map { "\(name: $0.dottedName)," }))
      ]
    }
    """
  }

  private var openWithDeprecatedCases: SwiftSource {
    """
    \(comment: plan.documentation.text)
    \(name: plan.annotation)\(access) nonisolated enum \(name: plan.name): SwiftProtobuf.Enum, Swift.CaseIterable, ProtoWire.DeprecatedOpenCases {
      \(access) typealias RawValue = Int
      \(SwiftSource.lines(plan.values.map(value)))
      case UNRECOGNIZED(Int)

      \(initializer)

      \(access) init?(rawValue: Int) {
        self = .withoutWarning(rawValue)
      }

      \(access) var rawValue: Int { self.numberWithoutWarning }

      // The compiler won't synthesize support with the UNRECOGNIZED case.
      \(access) static let allCases: [\(name: plan.fullName)] = casesWithoutWarning

      @available(*, deprecated)
      \(access) static func _case(_ number: Int) -> \(name: plan.fullName) {
        switch number {
        \(SwiftSource.lines(casesByNumber.map { fromNumber($0, "return ") }))
        default: return .UNRECOGNIZED(number)
        }
      }

      @available(*, deprecated)
      \(number(as: "_number"))

      \(namedCases)
    }
    """
  }

  private var initializer: SwiftSource {
    """
    \(deprecation(plan.defaultIsDeprecated))
    \(access) init() {
      self = \(name: plan.defaultCase)
    }
    """
  }

  private func deprecation(_ isDeprecated: Bool) -> SwiftSource {
    .when(isDeprecated, "@available(*, deprecated)")
  }

  var runtimeSupport: SwiftSource {
    """
    nonisolated extension \(name: plan.fullName): SwiftProtobuf._ProtoNameProviding {
      \(NameMapEmitter(plan: plan.nameMap, access: plan.access).source)
    }
    """
  }
}

extension EnumEmitter {
  private var access: SwiftSource { "\(name: plan.access)" }

  private var casesByNumber: [EnumPlan.Case] {
    plan.cases.sorted { $0.number < $1.number }
  }

  private func value(_ value: EnumPlan.Value) -> SwiftSource {
    switch value {
    case .main(let main):
      return """
        \(documentation(main.documentation))
        \(deprecation(main.isDeprecated))
        case \(name: main.name)\(number(of: main))
        """
    case .alias(let alias):
      return """
        \(documentation(alias.documentation))
        \(deprecation(alias.isDeprecated))
        \(access) static let \(name: alias.name) = \(original(of: alias))
        """
    }
  }

  /// A deprecated case is named by its number, or the alias that takes its place would draw the
  /// warning.
  private func original(of alias: EnumPlan.Alias) -> SwiftSource {
    let original = plan.cases.first { $0.number == alias.number }
    guard original?.isDeprecated == true else { return "\(name: alias.original)" }
    return "ProtoWire.WireEnum<\(name: plan.fullName)>.value(numbered: \(literal: alias.number))"
  }

  private func number(of main: EnumPlan.Case) -> SwiftSource {
    plan.isClosed ? " = \(literal: main.number)" : "  // = \(literal: main.number)"
  }

  /// A documented value stands apart from the one before.
  private func documentation(_ documentation: Documentation) -> SwiftSource {
    guard !documentation.text.isEmpty else { return .empty }
    return """

      \(comment: documentation.text)
      """
  }

  private func fromNumber(_ main: EnumPlan.Case, _ result: SwiftSource) -> SwiftSource {
    "case \(literal: main.number): \(result)\(name: main.dottedName)"
  }

  private func number(as name: String) -> SwiftSource {
    let chunks = casesByNumber.chunked(by: Self.maxCasesInSwitch)
    guard chunks.count > 1 else { return singleSwitch(as: name) }
    return """
      \(access) var \(name: name): Int {
        \(SwiftSource.lines(chunks.map(partialSwitch)))
        guard case .UNRECOGNIZED(let number) = self else { preconditionFailure() }
        return number
      }
      """
  }

  private func singleSwitch(as name: String) -> SwiftSource {
    """
    \(access) var \(name: name): Int {
      switch self {
      \(SwiftSource.lines(casesByNumber.map(toNumber)))
      case .UNRECOGNIZED(let number): return number
      }
    }
    """
  }

  /// The compiler gives up on proving that a switch over thousands of cases is exhaustive.
  private static let maxCasesInSwitch = 500

  private func partialSwitch(_ cases: ArraySlice<EnumPlan.Case>) -> SwiftSource {
    """
    switch self {
    \(SwiftSource.lines(cases.map(toNumber)))
    default: break
    }
    """
  }

  private func toNumber(_ main: EnumPlan.Case) -> SwiftSource {
    "case \(name: main.dottedName): return \(literal: main.number)"
  }
}

extension Array {
  /// Slices of at most `size` elements, in order.
  fileprivate func chunked(by size: Int) -> [ArraySlice<Element>] {
    stride(from: 0, to: count, by: size).map { self[$0..<Swift.min($0 + size, count)] }
  }
}
