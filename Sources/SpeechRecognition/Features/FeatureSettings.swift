/// How features are computed. Only features of the same settings can be compared, so a change needs
/// a new ``ModelFormat/version``.
struct FeatureSettings: Hashable, Sendable {
  /// The duration of a frame in seconds.
  var frameSeconds = 0.025

  /// The time from the beginning of a frame to that of the next in seconds.
  var hopSeconds = 0.010

  /// The range of frequencies in hertz. It ends below 4 kHz, so that recordings with 8 000 samples
  /// per second, as telephones make them, have all of it.
  var frequencies = 100.0...3_800.0

  /// The number of triangular filters.
  var filters = 24

  /// The number of cepstral coefficients, including the one for the energy.
  var cepstra = 12

  /// The ratio of a filter's power to the loudest one's in the recording below which everything
  /// counts as silence. The features of silence then don't depend on faint noise (Klatt, "A digital
  /// filter bank for spectral matching", 1976).
  var floor: Float = 1e-4

  /// What makes features of the coefficients of a frame and its neighbours.
  var projection = Projection.learned

  /// The numbers in a row of features.
  var width: Int { projection.width }
}
