import SwiftSource

/// An enum.
struct EnumEmitter: StyledEmitter {
  let plan: EnumPlan

  var style: FileStyle { plan.style }

  var declaration: SwiftSource {
    switch plan.form {
    case .closed: closed
    case .closedWithDeprecatedCases: closedWithDeprecatedCases
    case .open: open
    case .openWithDeprecatedCases: openWithDeprecatedCases
    }
  }

  private var closed: SwiftSource {
    """
    \(comment: plan.documentation.text)
    \(access) nonisolated enum \(name: plan.name): Int, \(swiftProtobuf.Enum), Swift.CaseIterable {
      \(values)

      \(initializer)
    }
    """
  }

  private var closedWithDeprecatedCases: SwiftSource {
    """
    \(comment: plan.documentation.text)
    \(access) nonisolated enum \(name: plan.name): Int, \(swiftProtobuf.Enum), Swift.CaseIterable, \(wire.WireGenerated).DeprecatedCases {
      \(values)

      \(initializer)

      // The compiler won't synthesize support with a deprecated case.
      \(access) static let allCases: [\(name: plan.innerName)] = \(wire.WireGenerated).namedCases(of: Self.self)

      \(namedCases)
    }
    """
  }

  private var namedCases: SwiftSource {
    """
    @available(*, deprecated)
    \(access) static var _namedCases: [\(name: plan.innerName)] {
      \(everyCase)
    }
    """
  }

  private var everyCase: SwiftSource {
    .array(plan.cases.map { "\(name: $0.dottedName)" })
  }

  private var open: SwiftSource {
    """
    \(comment: plan.documentation.text)
    \(name: plan.annotation)\(access) nonisolated enum \(name: plan.name): \(swiftProtobuf.Enum), Swift.CaseIterable {
      \(access) typealias RawValue = Int
      \(values)
      case UNRECOGNIZED(Int)

      \(initializer)

      \(access) init?(rawValue: Int) {
        switch rawValue {
        \(lines: plan.casesByNumber, assigned)
        default: self = .UNRECOGNIZED(rawValue)
        }
      }

      \(number(as: "rawValue"))

      // The compiler won't synthesize support with the UNRECOGNIZED case.
      \(access) static let allCases: [\(name: plan.innerName)] = \(everyCase)
    }
    """
  }

  private var openWithDeprecatedCases: SwiftSource {
    """
    \(comment: plan.documentation.text)
    \(name: plan.annotation)\(access) nonisolated enum \(name: plan.name): \(swiftProtobuf.Enum), Swift.CaseIterable, \(wire.WireGenerated).DeprecatedOpenCases {
      \(access) typealias RawValue = Int
      \(values)
      case UNRECOGNIZED(Int)

      \(initializer)

      \(access) init?(rawValue: Int) { self = \(wire.WireGenerated).value(Self.self, number: rawValue) }

      \(access) var rawValue: Int { \(wire.WireGenerated).number(of: self) }

      // The compiler won't synthesize support with the UNRECOGNIZED case.
      \(access) static let allCases: [\(name: plan.innerName)] = \(wire.WireGenerated).namedCases(of: Self.self)

      @available(*, deprecated)
      \(access) static func _case(_ number: Int) -> \(name: plan.innerName) {
        switch number {
        \(lines: plan.casesByNumber, returned)
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
    \(access) init() { self = \(name: plan.defaultCase) }
    """
  }

  private func deprecation(_ isDeprecated: Bool) -> SwiftSource {
    .when(isDeprecated, "@available(*, deprecated)")
  }

  var runtimeSupport: SwiftSource {
    """
    nonisolated extension \(name: plan.fullName): \(swiftProtobuf._ProtoNameProviding) {
      \(NameMapEmitter(plan: plan.nameMap, style: style).source)
    }
    """
  }
}

extension EnumEmitter {
  private var values: SwiftSource {
    .lines(
      plan.values.indices.map { value(plan.values[$0], isFirst: $0 == plan.values.startIndex) })
  }

  private func value(_ value: EnumPlan.Value, isFirst: Bool) -> SwiftSource {
    switch value {
    case .main(let main):
      return """
        \(documentation(main.documentation, isFirst))
        \(deprecation(main.isDeprecated))
        case \(name: main.name)\(number(of: main))
        """
    case .alias(let alias):
      return """
        \(documentation(alias.documentation, isFirst))
        \(deprecation(alias.isDeprecated))
        \(access) static let \(name: alias.name) = \(name: alias.value)
        """
    }
  }

  private func number(of main: EnumPlan.Case) -> SwiftSource {
    switch plan.form {
    case .closed, .closedWithDeprecatedCases: " = \(literal: main.number)"
    case .open, .openWithDeprecatedCases: "  // = \(literal: main.number)"
    }
  }

  /// A documented value stands apart from the one before.
  private func documentation(_ documentation: Documentation, _ isFirst: Bool) -> SwiftSource {
    guard !documentation.text.isEmpty else { return .empty }
    if isFirst { return "\(comment: documentation.text)" }
    return """

      \(comment: documentation.text)
      """
  }

  private func assigned(_ main: EnumPlan.Case) -> SwiftSource { fromNumber(main, "self = ") }

  private func returned(_ main: EnumPlan.Case) -> SwiftSource { fromNumber(main, "return ") }

  private func fromNumber(_ main: EnumPlan.Case, _ result: SwiftSource) -> SwiftSource {
    "case \(literal: main.number): \(result)\(name: main.dottedName)"
  }

  private func number(as name: String) -> SwiftSource {
    plan.isSwitchParted ? severalSwitches(as: name) : singleSwitch(as: name)
  }

  private func severalSwitches(as name: String) -> SwiftSource {
    """
    \(access) var \(name: name): Int {
      \(lines: plan.switches, partialSwitch)
      guard case .UNRECOGNIZED(let number) = self else { Swift.preconditionFailure() }
      return number
    }
    """
  }

  private func singleSwitch(as name: String) -> SwiftSource {
    """
    \(access) var \(name: name): Int {
      switch self {
      \(lines: plan.casesByNumber, toNumber)
      case .UNRECOGNIZED(let number): return number
      }
    }
    """
  }

  private func partialSwitch(_ cases: [EnumPlan.Case]) -> SwiftSource {
    """
    switch self {
    \(lines: cases, toNumber)
    default: break
    }
    """
  }

  private func toNumber(_ main: EnumPlan.Case) -> SwiftSource {
    "case \(name: main.dottedName): return \(literal: main.number)"
  }
}
