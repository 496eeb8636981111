import SwiftProtobufPluginLibrary

/// The messages that extensions put into other messages.
///
/// Collected on first use, in the order of declaration.
final class ExtensionMessages {
  private let files: [FileDescriptor]

  private lazy var byExtendee: [ObjectIdentifier: [Descriptor]] = {
    let extensions = files.flatMap(\.allExtensions)
    return Dictionary(grouping: extensions) { ObjectIdentifier($0.containingType) }
      .mapValues { $0.compactMap(\.messageType) }
  }()

  init(_ files: [FileDescriptor]) {
    self.files = files
  }

  /// The types of the extensions of a message that are messages themselves.
  func messages(extending type: Descriptor) -> [Descriptor] {
    guard !type.messageExtensionRanges.isEmpty else { return [] }
    return byExtendee[ObjectIdentifier(type)] ?? []
  }
}
