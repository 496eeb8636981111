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
      ("Foo", "isn't in lower_snake_case"),
      ("foo_", "has an underscore without a letter behind it"),
      ("foo_1", "has an underscore without a letter behind it"),
      ("1foo", "doesn't begin with a small letter"), ("", "is empty"),
    ] as [(String, String?)])
  func inLowerSnakeCase(_ name: String, _ problem: String?) {
    #expect(NameStyle.lowerSnake(name) == problem)
  }

  @Test(
    arguments: [
      ("FooBar", nil), ("Foo_Bar", "isn't in TitleCase"),
      ("fooBar", "doesn't begin with a capital letter"),
    ] as [(String, String?)])
  func inTitleCase(_ name: String, _ problem: String?) {
    #expect(NameStyle.title(name) == problem)
  }

  @Test(
    arguments: [
      ("FOO_BAR", nil), ("FOO_bar", "isn't in UPPER_SNAKE_CASE"),
      ("FOO__BAR", "has an underscore without a letter behind it"),
    ] as [(String, String?)])
  func inUpperSnakeCase(_ name: String, _ problem: String?) {
    #expect(NameStyle.upperSnake(name) == problem)
  }
}
