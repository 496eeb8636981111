#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// The locale in which libarchive converts names.
///
/// libarchive converts names to the character set of the current locale. A program that never
/// called `setlocale` uses the C locale, in which all letters beyond ASCII are lost. A library must
/// not change the locale of the process, so this type changes that of the calling thread, for one
/// call only.
enum NameLocale {
  private nonisolated(unsafe) static let utf8: locale_t? =
    newlocale(LC_CTYPE_MASK, "C.UTF-8", nil) ?? newlocale(LC_CTYPE_MASK, "en_US.UTF-8", nil)

  static func withUTF8<Result>(_ body: () -> Result) -> Result {
    guard let utf8 else { return body() }
    let previous = uselocale(utf8)
    defer { uselocale(previous) }
    return body()
  }
}
