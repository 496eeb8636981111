/// The contestants of a run.
struct Contestants {
  /// All of them. Ours is the first.
  let all: [Contestant]

  /// Contain those that are written in C++ or C.
  let modules: CppModules

  /// The number of turns that each has.
  let rounds: Int

  /// Those that ours is compared with.
  var others: [Contestant] { all.filter { $0 != .ours } }
}
