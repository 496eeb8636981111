import SwiftProtobufPluginLibrary
import TrainingSchema

/// The aliases by which a generated file reaches types whose names mean something else at the place
/// where they are needed.
///
/// Swift has no notation for "at the top of this module": inside a message `Order` that contains an
/// `Item`, nothing but an alias can mean the `Item` outside. Aliases are as visible as the
/// declarations that use them, and a file's aliases begin with its path, so that files of one module
/// don't disturb each other.
final class TypeAliases {
  /// An alias and the type that it stands for.
  struct Alias: Hashable {
    let name: String
    let type: String
  }

  /// The types that can't be reached at all: their names are ambiguous, and something else has the
  /// name of their module.
  private(set) var unreachable: Set<String> = []

  private let parent: TypeAliases?
  private let prefix: String
  private var types: [String: String] = [:]

  /// - Parameters:
  ///   - file: the proto.
  ///   - part: what distinguishes the aliases of several Swift files of one proto.
  ///   - parent: the aliases that also learn of unreachable types.
  init(_ file: FileDescriptor, part: String, reportingTo parent: TypeAliases? = nil) {
    self.parent = parent
    let path = OutputName(proto: file.name, naming: .fullPath).stem
    let words = path.split(whereSeparator: { !$0.isASCII || !($0.isLetter || $0.isNumber) })
    self.prefix = "_\(words.joined(separator: "_"))_\(part)_"
  }

  /// The name of the alias for a type at the top of a module.
  func alias(for type: String) -> String {
    let name = prefix + type.replacing(".", with: "_").filter { $0 != "`" }
    types[name] = type
    return name
  }

  func reportUnreachable(_ type: String) {
    unreachable.insert(type)
    parent?.reportUnreachable(type)
  }

  /// The aliases that were asked for, in the order of their names.
  var all: [Alias] {
    types.map { Alias(name: $0.key, type: $0.value) }.sorted { $0.name < $1.name }
  }
}
