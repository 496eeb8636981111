public import GRPCProtobuf
public import ProtoWire
public import SwiftProtobuf

/// The serializer for a message with a codec of its own; generated stubs call this.
@inlinable
public func messageSerializer<Message: WireMessage>(
  for type: Message.Type
) -> WireSerializer<Message> {
  WireSerializer()
}

/// The serializer for a message that only SwiftProtobuf can encode, such as its well-known types.
@inlinable
public func messageSerializer<Message: SwiftProtobuf.Message>(
  for type: Message.Type
) -> ProtobufSerializer<Message> {
  ProtobufSerializer()
}

/// The deserializer for a message with a codec of its own; generated stubs call this.
@inlinable
public func messageDeserializer<Message: WireMessage>(
  for type: Message.Type
) -> WireDeserializer<Message> {
  WireDeserializer()
}

/// The deserializer for a message that only SwiftProtobuf can decode.
@inlinable
public func messageDeserializer<Message: SwiftProtobuf.Message>(
  for type: Message.Type
) -> ProtobufDeserializer<Message> {
  ProtobufDeserializer()
}
