"""Times `dataset-benchmark` against Python's zipfile and tarfile on archives made for it.

    compare.py PROGRAM [--sizes MB,MB…] [--rounds N]
"""

import argparse
import pathlib
import statistics
import subprocess
import sys
import tempfile

import archives

READ = pathlib.Path(__file__).with_name("read.py")


def measure(command):
    seconds, peak, total = subprocess.check_output(command, text=True).split()
    return float(seconds), int(peak) / 1024, int(total)


def row(path, label, program, rounds):
    """The medians of both, taken in turns so that whatever else the machine does meets both."""
    ours, theirs = [], []
    for _ in range(rounds):
        ours.append(measure([program, path]))
        theirs.append(measure([sys.executable, READ, path]))
    if {run[2] for run in ours} != {run[2] for run in theirs}:
        sys.exit(f"{label}: both have to read the same bytes")
    seconds = [statistics.median(run[0] for run in runs) for runs in (ours, theirs)]
    peaks = [max(run[1] for run in runs) for runs in (ours, theirs)]
    ratio = seconds[0] / seconds[1]
    return (f"| {label} | {seconds[0]:.3f} | {seconds[1]:.3f} | {ratio:.2f} | "
            f"{peaks[0]:.1f} | {peaks[1]:.1f} |")


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("program")
    parser.add_argument("--sizes", default="10,100,1024,4096")
    parser.add_argument("--rounds", type=int, default=5)
    wanted = parser.parse_args()
    pieces = archives.pieces()
    print("| archive | seconds | Python's | ratio | peak MiB | Python's |")
    print("|---|---|---|---|---|---|")
    for kind, write in (("zip", archives.write_zip), ("tar.gz", archives.write_tar_gz)):
        for size in map(int, wanted.sizes.split(",")):
            with tempfile.TemporaryDirectory() as folder:
                path = str(pathlib.Path(folder) / f"data.{kind}")
                write(path, size * 1024 * 1024, pieces)
                print(row(path, f"{kind}, {size} MB", wanted.program, wanted.rounds), flush=True)


main()
