import Testing

@testable import ProtoCompiler

@Suite struct NameTests {
  @Test(arguments: [
    ("foo_bar", "fooBar"), ("foo__bar_", "fooBar"), ("_foo", "Foo"), ("FooBar", "FooBar"),
    ("a_1b", "a1b"),
  ])
  func inJSON(_ name: String, _ expected: String) { #expect(JSONName.of(name) == expected) }

  @Test func ofMapEntries() {
    #expect(MapEntry.name(of: "foo_bar") == "FooBarEntry")
    #expect(MapEntry.name(of: "x") == "XEntry")
  }

  @Test(arguments: [
    ("Color", "COLOR_RED", "Red"), ("Color", "RED", "Red"), ("Color", "COLOR", "Color"),
    ("FooBar", "FOO_BAR_BAZ_QUX", "BazQux"), ("FooBar", "FOOBAR_x", "X"), ("Foo", "FOO__A", "A"),
  ])
  func ofEnumValues(_ proto: String, _ value: String, _ expected: String) {
    let rest = EnumValueName.removing(EnumValueName.letters(of: proto), from: value)
    #expect(EnumValueName.pascalCase(rest) == expected)
  }

  @Test(
    arguments: [
      ("foo", nil), ("foo_bar", nil), ("foo_bar.baz", nil),
      ("Foo", "should be lower_snake_case"), ("foo_", "contains style violating underscores"),
      ("foo_1", "contains style violating underscores"),
      ("1foo", "should begin with a lower case letter"), ("", "is empty"),
    ] as [(String, String?)])
  func inLowerSnakeCase(_ name: String, _ problem: String?) {
    #expect(NameStyle.lowerSnake(name) == problem)
  }

  @Test(
    arguments: [
      ("FooBar", nil), ("Foo_Bar", "should be TitleCase"),
      ("fooBar", "should begin with a capital letter"),
    ] as [(String, String?)])
  func inTitleCase(_ name: String, _ problem: String?) {
    #expect(NameStyle.title(name) == problem)
  }

  @Test(
    arguments: [
      ("FOO_BAR", nil), ("FOO_bar", "should be UPPER_SNAKE_CASE"),
      ("FOO__BAR", "contains style violating underscores"),
    ] as [(String, String?)])
  func inUpperSnakeCase(_ name: String, _ problem: String?) {
    #expect(NameStyle.upperSnake(name) == problem)
  }
}
