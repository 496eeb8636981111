"""Learns a projection of cepstral coefficients by linear discriminant analysis, and prints it as Swift.

Of each clip in FOLDER/VOICE/, the file PHRASE.cepstra has the coefficients: WIDTH numbers for each frame.
Clips of the same phrase in two voices are aligned by dynamic time warping. The differences of the aligned
frames are what the projection should hide, and the variation over all frames is what it should show.
"""

import glob
import itertools
import os
import random
import sys

import numpy

WIDTH = 12  # FeatureSettings.cepstra
REACH, STEP = 3, 2
OUTPUTS = 16
PAIRS = 1500
# How much of their mean is added to the variances of differences, so that none is nearly 0.
SHRINKAGE = 0.005


def with_neighbours(cepstra):
    """Puts each frame beside its neighbours; beyond the ends, the first and last one are repeated."""
    rows = numpy.arange(len(cepstra))
    shifts = [neighbour * STEP for neighbour in range(-REACH, REACH + 1)]
    return numpy.concatenate(
        [cepstra[numpy.clip(rows + shift, 0, len(cepstra) - 1)] for shift in shifts], axis=1)


def alignment(x, y):
    """Returns the pairs of rows on the best path (Sakoe and Chiba 1978)."""
    square = (x * x).sum(1)[:, None] + (y * y).sum(1) - 2 * x @ y.T
    distances = numpy.fliplr(numpy.sqrt(numpy.maximum(square, 0)))
    rows, columns = len(x), len(y)
    # All cells on a diagonal from the lower left to the upper right depend only on the two before it.
    # Cell (i, j) of diagonal i + j has the index i + 1.
    diagonals = rows + columns - 1
    moves = numpy.empty((diagonals, rows), numpy.int8)
    before, last = numpy.full(rows + 1, numpy.inf), numpy.full(rows + 1, numpy.inf)
    before[0] = 0
    for number in range(diagonals):
        low, end = max(0, number - columns + 1), min(rows, number + 1)
        distance = distances.diagonal(columns - 1 - number)
        costs = numpy.stack((
            before[low:end] + 2 * distance, last[low:end] + distance,
            last[low + 1:end + 1] + distance))
        moves[number, low:end] = costs.argmin(0)
        before, last = last, numpy.full(rows + 1, numpy.inf)
        last[low + 1:end + 1] = costs.min(0)
    i, j = rows - 1, columns - 1
    path = []
    while i >= 0 and j >= 0:
        path.append((i, j))
        move = moves[i + j, i]
        i, j = i - (move != 2), j - (move != 1)
    return numpy.array(path).T


def discriminants(clips, pairs, projection):
    """Returns a matrix of OUTPUTS columns. Clips are aligned by what the last matrix made of them."""
    width = clips[0].shape[1]
    within, count = numpy.zeros((width, width)), 0
    projected = [clip @ projection for clip in clips]
    for first, second in pairs:
        i, j = alignment(projected[first], projected[second])
        differences = clips[first][i] - clips[second][j]
        within += differences.T @ differences
        count += len(i)
    within /= 2 * count
    within += SHRINKAGE * numpy.trace(within) / width * numpy.eye(width)
    variances, directions = numpy.linalg.eigh(within)
    whitening = directions / numpy.sqrt(variances)
    total = numpy.cov(numpy.concatenate(clips).T)
    _, best = numpy.linalg.eigh(whitening.T @ total @ whitening)
    matrix = whitening @ best[:, ::-1][:, :OUTPUTS]
    return matrix * numpy.sign(matrix[numpy.abs(matrix).argmax(0), range(OUTPUTS)])


def learn(folder):
    files = sorted(glob.glob(f"{folder}/*/*.cepstra"))
    phrases = [os.path.basename(file) for file in files]
    clips = [
        with_neighbours(numpy.fromfile(file, "<f4").reshape(-1, WIDTH).astype(float))
        for file in files
    ]
    pairs = [
        pair for pair in itertools.combinations(range(len(files)), 2)
        if phrases[pair[0]] == phrases[pair[1]]
        and len(clips[pair[0]]) <= 2 * len(clips[pair[1]])
        and len(clips[pair[1]]) <= 2 * len(clips[pair[0]])
    ]
    pairs = random.Random(1).sample(pairs, PAIRS)
    # At first, clips are aligned by their coefficients alone.
    matrix = numpy.zeros((clips[0].shape[1], WIDTH))
    matrix[REACH * WIDTH:(REACH + 1) * WIDTH] = numpy.eye(WIDTH)
    for _ in range(2):
        matrix = discriminants(clips, pairs, matrix)
    return matrix.T


def main():
    rows = [", ".join(f"{number:.4g}" for number in row) for row in learn(sys.argv[1])]
    print(f"""// Written by Scripts/learn-projection.

extension Projection {{
  /// A projection that was learned from speech in many voices.
  static let learned = Projection(
    reach: {REACH}, step: {STEP}, width: {(2 * REACH + 1) * WIDTH}, values: learnedValues)

  private static let learnedValues: [Float] = [
    {", ".join(rows)},
  ]
}}""")


main()
