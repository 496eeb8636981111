import SwiftProtobufPluginLibrary
import TrainingManifest
import TrainingProtos

/// An option that is a list, as one method gives it.
struct ListOption {
  /// The option, e.g. `dataset_type`.
  let option: any TrainingOption

  /// Where it stands.
  let place: SourcePlace

  /// Its items as they are written.
  let items: [String]

  /// The welcome archive kinds of a method; `nil` when it gives none.
  static func archiveKinds(of method: MethodDescriptor) -> ListOption? {
    ListOption(
      Training_Extensions_dataset_type, method.trainingOptions.datasetType, of: method)
  }

  /// The welcome file types of a method; `nil` when it gives none.
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

  /// Some of the items for a message, e.g. `".zip", "TAR"`.
  static func quoted(_ items: [String]) -> String {
    items.map { "\"\($0)\"" }.joined(separator: ", ")
  }
}
