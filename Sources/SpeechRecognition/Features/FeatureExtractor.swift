import Foundation

/// Computes mel-frequency cepstral coefficients, and features of them.
package struct FeatureExtractor: Sendable {
  var settings = FeatureSettings()

  package init() {}

  /// The quietest sound that counts as one, as the power of a filter's loudest output.
  private static let silence: Float = 1e-6

  /// Returns the features of what is spoken in a recording, without the silence around it.
  ///
  /// - Throws: ``AudioError`` if the recording is silent.
  func features(of recording: Recording) throws(AudioError) -> Features {
    settings.projection.apply(to: try cepstra(of: recording))
  }

  /// Returns the coefficients of what is spoken in a recording, from which a projection is learned.
  ///
  /// - Throws: ``AudioError`` if the recording is silent.
  package func cepstra(of recording: Recording) throws(AudioError) -> Features {
    var outputs = try filterOutputs(of: recording)
    let loudest = outputs.values.max() ?? 0
    guard loudest > Self.silence else { throw AudioError("is silent: record it again") }
    outputs = outputs.rows(SpeechRange.find(in: outputs.rowSums))
    let floor = loudest * settings.floor
    for index in outputs.values.indices {
      outputs.values[index] = log(outputs.values[index] + floor)
    }
    var cepstra = CosineTransform(from: settings.filters, to: settings.cepstra).apply(to: outputs)
    cepstra.normaliseColumns()
    return cepstra
  }

  /// The outputs of all filters for each frame.
  private func filterOutputs(of recording: Recording) throws(AudioError) -> Features {
    let rate = Double(recording.sampleRate)
    let length = max(Int(settings.frameSeconds * rate), 1)
    let hop = settings.hopSeconds * rate
    let spectrum = try PowerSpectrum(frameLength: length, sampleRate: recording.sampleRate)
    let filters = MelFilters(
      settings.filters, in: settings.frequencies, resolution: spectrum.resolution)
    let count = max(Int(Double(recording.samples.count - length) / hop) + 1, 1)
    var outputs = Features(rows: count, width: settings.filters)
    for row in 0..<count {
      spectrum.transform(recording.samples, from: Int(Double(row) * hop))
      filters.apply(to: spectrum.powers, row: row, of: &outputs)
    }
    return outputs
  }
}
