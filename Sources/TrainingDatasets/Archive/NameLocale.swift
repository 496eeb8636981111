#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// The locale in which libarchive turns names into bytes.
///
/// libarchive converts names to the character set of the current locale, and a program that never
/// called `setlocale` is in the C locale, where every letter beyond ASCII is lost. A library must not
/// change the process's locale, so this changes only the calling thread's, and only for one call.
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
