import SwiftSource

/// The extensions of a file: accessors, a map of all of them, and the constants.
struct ExtensionsEmitter: StyledEmitter {
  let plan: MessageFilePlan

  var style: FileStyle { plan.style }

  var declarations: SwiftSource {
    guard !plan.extensions.isEmpty else { return .empty }
    let mark: SwiftSource = "// MARK: - Extensions"
    return .paragraphs([mark] + accessors + [map] + constants)
  }
}

extension ExtensionsEmitter {
  /// One Swift extension for each extended message, in the order of their names.
  private var accessors: [SwiftSource] {
    plan.extendedMessages.map { extendee, extensions in
      """
      nonisolated extension \(name: extendee) {
        \(paragraphs: extensions, accessor)
      }
      """
    }
  }

  private func accessor(_ plan: ExtensionPlan) -> SwiftSource {
    .lines([value(plan), .when(!plan.isRepeated, presence(plan))])
  }

  private func value(_ plan: ExtensionPlan) -> SwiftSource {
    """
    \(comment: plan.documentation.text)
    \(attribute(plan))
    \(access) var \(name: plan.valueName): \(name: plan.type) {
      get { getExtensionValue(ext: \(name: plan.innerName)) ?? \(name: plan.defaultValue) }
      set { setExtensionValue(ext: \(name: plan.innerName), value: newValue) }
      _modify {
        var value = self.\(name: plan.valueName)
        clearExtensionValue(ext: \(name: plan.innerName))
        defer { setExtensionValue(ext: \(name: plan.innerName), value: value) }
        yield &value
      }
    }
    """
  }

  private func presence(_ plan: ExtensionPlan) -> SwiftSource {
    """
    /// Whether `\(name: plan.fullName)` has been set; `\(name: plan.clearName)()` resets it to its default value.
    \(attribute(plan))
    \(access) var \(name: plan.hasName): Bool { hasExtensionValue(ext: \(name: plan.innerName)) }
    \(attribute(plan))
    \(access) mutating func \(name: plan.clearName)() { clearExtensionValue(ext: \(name: plan.innerName)) }
    """
  }

  private func attribute(_ plan: ExtensionPlan) -> SwiftSource {
    .when(plan.isDeprecated, "@available(*, deprecated)")
  }

  private var map: SwiftSource {
    """
    /// All extensions of this file, for use wherever SwiftProtobuf takes an `ExtensionMap`.
    \(access) nonisolated let \(name: plan.extensionMapName): \(swiftProtobuf.SimpleExtensionMap) = [
      \(lines: plan.extensions, element)
    ]
    """
  }

  private func element(_ plan: ExtensionPlan) -> SwiftSource { "\(name: plan.fullName)," }

  /// The constants at the top of the file, then those in the scope of a message.
  private var constants: [SwiftSource] {
    plan.extensionScopes.map { scope, inside in
      guard let scope else {
        return .paragraphs(inside.map(atTheTop))
      }
      return """
        nonisolated extension \(name: scope) {
          \(access) enum Extensions {
            \(paragraphs: inside, inScope)
          }
        }
        """
    }
  }

  private func atTheTop(_ plan: ExtensionPlan) -> SwiftSource {
    constant(plan, modifier: "nonisolated")
  }

  private func inScope(_ plan: ExtensionPlan) -> SwiftSource { constant(plan, modifier: "static") }

  private func constant(_ plan: ExtensionPlan, modifier: SwiftSource) -> SwiftSource {
    """
    \(comment: plan.documentation.text)
    \(access) \(modifier) let \(name: plan.name) = \(swiftProtobuf.MessageExtension)<\(name: plan.fieldType), \(name: plan.innerExtendee)>(
      _protobuf_fieldNumber: \(literal: plan.number),
      fieldName: \(literal: plan.protoName)
    )
    """
  }
}
