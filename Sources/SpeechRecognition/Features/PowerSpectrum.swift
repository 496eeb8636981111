import CKissFFT
import Foundation

/// Computes the power spectrum of frames with KissFFT.
final class PowerSpectrum {
  /// The powers of the last frame, from the frequency 0 to half the sample rate.
  private(set) var powers: [Float]

  /// The distance between two frequencies in hertz.
  let resolution: Double

  private let window: [Float]
  private let plan: kiss_fftr_cfg
  private var input: [Float]
  private var output: [kiss_fft_cpx]

  /// - Parameters:
  ///   - frameLength: the number of samples in a frame; at least 1.
  ///   - sampleRate: how many samples make a second.
  /// - Throws: ``AudioError`` if there isn't enough memory.
  init(frameLength: Int, sampleRate: Int) throws(AudioError) {
    // The transform of a power of two is the fastest.
    var size = 2
    while size < frameLength { size *= 2 }
    guard let plan = kiss_fftr_alloc(CInt(size), 0, nil, nil) else {
      throw AudioError("can't be analysed, because there isn't enough memory: try again later")
    }
    self.plan = plan
    window = Self.hammingWindow(frameLength)
    resolution = Double(sampleRate) / Double(size)
    input = Array(repeating: 0, count: size)
    output = Array(repeating: kiss_fft_cpx(), count: size / 2 + 1)
    powers = Array(repeating: 0, count: size / 2 + 1)
  }

  deinit {
    kissfft_free_real_plan(plan)
  }

  /// Computes the powers of the frame that begins at `start`. Samples beyond the end count as 0.
  func transform(_ samples: [Float], from start: Int) {
    let available = max(min(window.count, samples.count - start), 0)
    for index in 0..<available { input[index] = samples[start + index] * window[index] }
    for index in available..<window.count { input[index] = 0 }
    kiss_fftr(plan, input, &output)
    for index in powers.indices {
      powers[index] = output[index].r * output[index].r + output[index].i * output[index].i
    }
  }

  private static func hammingWindow(_ length: Int) -> [Float] {
    (0..<length).map { 0.54 - 0.46 * cos(2 * Float.pi * (Float($0) + 0.5) / Float(length)) }
  }
}
