import SwiftSource

/// An enum.
struct EnumEmitter {
  let plan: EnumPlan

  var declaration: SwiftSource { plan.isClosed ? closed : open }

  private var closed: SwiftSource {
    """
    \(comment: plan.documentation.text)
    \(access) nonisolated enum \(name: plan.name): Int, SwiftProtobuf.Enum, Swift.CaseIterable {
      \(SwiftSource.lines(plan.values.map(value)))

      \(initializer)
    }
    """
  }

  private var open: SwiftSource {
    """
    \(comment: plan.documentation.text)
    \(access) nonisolated enum \(name: plan.name): SwiftProtobuf.Enum, Swift.CaseIterable {
      \(access) typealias RawValue = Int
      \(SwiftSource.lines(plan.values.map(value)))
      case UNRECOGNIZED(Int)

      \(initializer)

      \(access) init?(rawValue: Int) {
        switch rawValue {
        \(SwiftSource.lines(casesByNumber.map(fromNumber)))
        default: self = .UNRECOGNIZED(rawValue)
        }
      }

      \(rawValue)

      // The compiler won't synthesize support with the UNRECOGNIZED case.
      \(access) static let allCases: [\(name: plan.fullName)] = [
        \(SwiftSource.lines(plan.cases.map { "\(name: $0.dottedName)," }))
      ]
    }
    """
  }

  private var initializer: SwiftSource {
    """
    \(access) init() {
      self = \(name: plan.defaultCase)
    }
    """
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
        case \(name: main.name)\(number(of: main))
        """
    case .alias(let alias):
      return """
        \(documentation(alias.documentation))
        \(access) static let \(name: alias.name) = \(name: alias.original)
        """
    }
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

  private func fromNumber(_ main: EnumPlan.Case) -> SwiftSource {
    "case \(literal: main.number): self = \(name: main.dottedName)"
  }

  private var rawValue: SwiftSource {
    let chunks = casesByNumber.chunked(by: Self.maxCasesInSwitch)
    guard chunks.count > 1 else { return singleSwitch }
    return """
      \(access) var rawValue: Int {
        \(SwiftSource.lines(chunks.map(partialSwitch)))
        guard case .UNRECOGNIZED(let number) = self else { preconditionFailure() }
        return number
      }
      """
  }

  private var singleSwitch: SwiftSource {
    """
    \(access) var rawValue: Int {
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
