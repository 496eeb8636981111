import Foundation
import SwiftProtobuf

extension Lowering {
  /// Lowers an option that is a statement.
  ///
  /// - Parameters:
  ///   - path: the path of the options.
  ///   - index: how many of the options come before.
  mutating func lower(
    _ option: OptionSyntax, at path: Path, index: Int
  ) -> Google_Protobuf_UninterpretedOption {
    info.add(path, at: option.span)
    return lowerAssignment(option, at: path, index: index)
  }

  /// Lowers options in brackets.
  mutating func lower(
    _ list: OptionList<OptionSyntax>, at path: Path
  ) -> [Google_Protobuf_UninterpretedOption] {
    info.add(path, at: list.span)
    var options: [Google_Protobuf_UninterpretedOption] = []
    for option in list.elements {
      options.append(lowerAssignment(option, at: path, index: options.count))
    }
    return options
  }

  /// Lowers a field's options in brackets, among which there may be two that aren't options.
  mutating func lower(
    _ list: OptionList<FieldOption>, at path: Path,
    into field: inout Google_Protobuf_FieldDescriptorProto
  ) {
    info.add(path, 8, at: list.span)
    var options: [Google_Protobuf_UninterpretedOption] = []
    for element in list.elements {
      switch element {
      case .default(let value):
        info.add(path, 7, at: value.span)
        field.defaultValue = value.text
      case .jsonName(let value):
        info.add(path, 10, at: value.span)
        info.add(path, 10, at: value.valueSpan)
        field.jsonName = value.name
      case .option(let option):
        options.append(lowerAssignment(option, at: path + [8], index: options.count))
      }
    }
    if !options.isEmpty { field.options.uninterpretedOption = options }
  }

  private mutating func lowerAssignment(
    _ option: OptionSyntax, at path: Path, index: Int
  ) -> Google_Protobuf_UninterpretedOption {
    optionPlaces[info.locations.count] = SourceMap.OptionPlaces(
      name: option.namePosition, value: option.valuePosition)
    info.add(path, 999, Int32(index), at: option.span, comments: option.comments)
    return option.message
  }
}

extension OptionSyntax {
  /// The option as a descriptor has it before it is interpreted.
  fileprivate var message: Google_Protobuf_UninterpretedOption {
    var message = Google_Protobuf_UninterpretedOption()
    message.name = name
    switch value {
    case .identifier(let name): message.identifierValue = name
    case .positive(let value): message.positiveIntValue = value
    case .negative(let value): message.negativeIntValue = value
    case .double(let value): message.doubleValue = value
    case .string(let bytes): message.stringValue = Data(bytes)
    case .aggregate(let text): message.aggregateValue = text
    }
    return message
  }
}
