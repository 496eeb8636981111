import SwiftProtobufPluginLibrary
import TrainingManifest
import TrainingProtos

/// A list option of a method.
struct ListOption {
  /// The option, for example `dataset_type`.
  let option: any TrainingOption

  /// The place of the option in the proto.
  let place: SourcePlace

  /// The items, as they are written in the proto.
  let items: [String]

  /// The archive kinds that a method accepts; `nil` if the option isn't given.
  static func archiveKinds(of method: MethodDescriptor) -> ListOption? {
    ListOption(
      Training_Extensions_dataset_type, method.trainingOptions.datasetType, of: method)
  }

  /// The file types that a method accepts; `nil` if the option isn't given.
  static func fileTypes(of method: MethodDescriptor) -> ListOption? {
    ListOption(
      Training_Extensions_dataset_files_type, method.trainingOptions.datasetFilesType, of: method)
  }

  /// Both lists of every method of a file.
  static func all(in file: FileDescriptor) -> [ListOption] {
    file.methods.flatMap { [fileTypes(of: $0), archiveKinds(of: $0)].compactMap { $0 } }
  }

  private init?(_ option: any TrainingOption, _ text: String?, of method: MethodDescriptor) {
    guard let text else { return nil }
    self.option = option
    self.place = SourcePlace(option: option, of: method)
    self.items = OptionList.items(text)
  }

  /// Formats items for a message, for example `".zip", "TAR"`.
  static func quoted(_ items: [String]) -> String {
    items.map { "\"\($0)\"" }.joined(separator: ", ")
  }
}
