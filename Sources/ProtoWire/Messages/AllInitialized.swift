public import SwiftProtobuf

/// Whether no message of a repeated field lacks a required field.
///
/// SwiftProtobuf's own function takes `[any Message]`, for which an array is made anew.
@inlinable
public func allAreInitialized(_ messages: [some SwiftProtobuf.Message]) -> Bool {
  messages.withUnsafeBufferPointer { messages in
    messages.indices.allSatisfy { messages[$0].isInitialized }
  }
}

/// Whether no message of a map lacks a required field.
@inlinable
public func allAreInitialized(
  _ messages: [some Hashable: some SwiftProtobuf.Message]
) -> Bool {
  messages.allSatisfy { $0.value.isInitialized }
}
