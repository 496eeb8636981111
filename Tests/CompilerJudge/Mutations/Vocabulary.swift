/// Pieces of text that mean something to a compiler.
enum Vocabulary {
  static let words = [
    "syntax", "edition", "package", "import", "public", "weak", "option", "message", "enum",
    "oneof",
    "service", "rpc", "returns", "stream", "extend", "extensions", "reserved", "group", "map",
    "optional", "required", "repeated", "to", "max", "export", "local", "default", "json_name",
    "declaration", "verification", "true", "false", "inf", "nan", "int32", "uint64", "sint32",
    "fixed64", "sfixed32", "bool", "string", "bytes", "double", "float", "packed", "deprecated",
    "allow_alias", "features", "google.protobuf.Any", "{", "}", "[", "]", "(", ")", "<", ">", "=",
    ";", ",", ".", ":", "-", "+", "/", "#", "\"\"", "''", "\"a\"", "0", "1", "2", "1.5", "a", "A",
    "a.b", ".a", "map<string, int32>", "map<float, M>", "@", "$", "\\", "\u{E9}", "option (a) = 1;",
    "[deprecated = true]", "[json_name = \"a\"]", "[default = 1]",
    "[features.field_presence = IMPLICIT]",
    "features.enum_type = CLOSED", "reserved 1 to max;", "reserved \"a\";",
    "extensions 100 to max;",
    "optional int32 a = 1;", "int32 a = 1;", "message A {}", "enum E { A = 0; }", "oneof o {",
    "option allow_alias = true;", "option message_set_wire_format = true;",
    "option map_entry = true;",
    "[packed = true]", "[lazy = true]", "[ctype = CORD]", "[jstype = JS_STRING]", "// c\n",
    "/* c */",
    "syntax = \"proto2\";", "syntax = \"proto3\";", "edition = \"2023\";", "edition = \"2024\";",
    "import \"a.proto\";", "import public \"google/protobuf/any.proto\";", "package a.b;",
  ]

  static let numbers = [
    "0", "1", "2", "3", "-1", "-0", "00", "01", "07", "08", "0x", "0x0", "0x1F", "0X1f", "1e3",
    "1e",
    "1e+", "1.", ".5", "1.5f", "1.5F", "0.0", "127", "1000", "18999", "19000", "19999", "20000",
    "536870911", "536870912", "2147483646", "2147483647", "2147483648", "-2147483648",
    "-2147483649",
    "4294967295", "4294967296", "9223372036854775807", "9223372036854775808",
    "-9223372036854775808",
    "-9223372036854775809", "18446744073709551615", "18446744073709551616", "0x7FFFFFFF",
    "0xFFFFFFFFFFFFFFFF", "0x10000000000000000", "0777777777777777777777",
    "02000000000000000000000",
    "1e308", "1e309", "-1e309", "3.4028235e38", "3.5e38", "1e-50", "5e-324", "inf", "-inf", "nan",
    "-nan", "max", "1 to 5", "5 to 1", "1 to max", "1, 2", "1.0", "1a", "0b1", "1_000", "\"1\"",
  ]

  static let stringParts = [
    "\\", "\\n", "\\x", "\\x4", "\\x41", "\\X41", "\\0", "\\101", "\\400", "\\777", "\\8",
    "\\u00e9",
    "\\u12", "\\uD800", "\\uD83D\\uDE00", "\\U0001F600", "\\U00110000", "\\U0001F60", "\\q", "\\'",
    "\\\"", "\"", "'", "\n", "\t", "\0", "\u{E9}", "\u{1F600}", "a", ".", "/", "\" \"", "' \"",
    "\\xff",
    "A", "_", "a_b", " ", "../", "\\?", "\\a\\b\\f\\r\\v", "#", "//", "%",
  ]

  static let blanks = [
    "", " ", "\n", "\r\n", "\r", "\t", "\u{0B}", "\u{0C}", "\n\n", "// c\n", "/* c */", "/* /* */",
    "/* c", "// c\n\n", "\n// a\n// b\n", "\n/* a\n * b\n   c */\n", "#c\n", "\u{A0}", "\u{FEFF}",
    "\u{1}",
    "/", "//", "///x\n", "/**/", "/***/", "/* a */ // b\n", "\n// d\n\n// l\n",
  ]
}
