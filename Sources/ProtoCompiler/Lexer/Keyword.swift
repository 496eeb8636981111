/// The words that mean something in some place. All of them may also be names.
enum Keyword: String, CaseIterable {
  case none = ""
  case syntax, edition, package, `import`, `public`, weak, option
  case export, local, message, `enum`, service, extend, extensions, reserved, oneof, rpc
  case returns, stream
  case optional, required, repeated, group, map
  case to, max, `default`
  case jsonName = "json_name"
  case inf, nan, `true`, `false`
  case double, float, int32, int64, uint32, uint64, sint32, sint64
  case fixed32, fixed64, sfixed32, sfixed64, bool, string, bytes
  case varint32, varint64, uvarint32, uvarint64, zigzag32, zigzag64
}
