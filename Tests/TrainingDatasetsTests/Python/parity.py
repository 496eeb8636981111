"""Makes random zips, and checks them with the Python SDK's own check.

    parity.py FOLDER COUNT SEED

Writes FOLDER/cases.json. For each archive it contains the options, the SDK's objection (null if it has
none), and the rules that the archive's hostile traits break.
"""

import io
import json
import pathlib
import random
import sys
import zipfile

import sdk

MB = 1024 * 1024
METHODS = [zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED, zipfile.ZIP_BZIP2, zipfile.ZIP_LZMA]
STEMS = ["cat", "dog.1", "._dog", "naïve", "кот", "猫", "a b", "x..y", "-", "..a", "e\u0301t\u00e9"]
EXTENSIONS = [".png", ".txt", ".PNG", ".Txt", "", ".", ".tar.gz", ".png.txt", ".exe"]
FOLDERS = ["", "", "", "images/", "a/b.c/", "Ünïcode/", "./", "d.png/"]


class Pipe(io.RawIOBase):
    """A file that can't seek, like a socket to which a zip is written."""

    def __init__(self, file):
        self.file = file

    def writable(self):
        return True

    def write(self, data):
        return self.file.write(data)


def options(rng):
    return {
        "dataset_max_size_mb": rng.choice([0, 1, 2, 50]),
        "dataset_max_count_files": rng.choice([0, 1, 2, 3, 5, 100]),
        "dataset_max_size_single_file_mb": rng.choice([0, 1, 2]),
        "dataset_files_type": rng.choice(
            ["", "png", "png, txt", "png,txt,gz", " txt , png", "txt,PNG,Txt", "exe", "png,", ",png"]),
        "dataset_type": rng.choice(["", "zip", "zip, tar.gz", "tar.gz,zip"]),
    }


def name(rng, number, welcome):
    extension = rng.choice(welcome) if welcome and rng.random() < 0.85 else rng.choice(EXTENSIONS)
    return f"{rng.choice(FOLDERS)}{rng.choice(STEMS)}{number}{extension}"


def content(rng):
    size = rng.choice([0, 1, 100, 5000, 5000, 5000, 5000, 5000, 5000, MB - 1, MB, MB + 1, 2 * MB, 2 * MB + 1])
    noise = rng.randbytes(min(size, rng.choice([0, 100, 100, MB // 2, MB - 200])))
    return noise + bytes(size - len(noise))


def entries(rng, wanted):
    welcome = ["." + i.strip() for i in wanted["dataset_files_type"].split(",") if i.strip()]
    limit = wanted["dataset_max_count_files"] or 4
    count = max(1, min(12, limit + rng.choice([-1, -1, 0, 0, 0, 1])))
    found = []
    for number in range(count):
        if rng.random() < 0.06 and found:
            found.append((zipfile.ZipInfo(f"{rng.choice(['d', 'dir.x'])}{number}/"), b""))
        else:
            found.append((zipfile.ZipInfo(name(rng, number, welcome)), content(rng)))
    return found


# Changes that make an archive harmful, and the rules that they break.
TRAITS = {
    "entry.parent_path": lambda rng, found: rename(found, "../" + found[0][0].filename),
    "entry.absolute_path": lambda rng, found: rename(found, "/" + found[0][0].filename),
    "entry.drive_letter": lambda rng, found: rename(found, "C:" + found[0][0].filename),
    "entry.control_character": lambda rng, found: rename(found, "\x07" + found[0][0].filename),
    "entry.duplicate": lambda rng, found: found.append(
        (zipfile.ZipInfo(found[0][0].filename.swapcase()), b"twin")),
    "entry.symbolic_link": lambda rng, found: link(found),
    "archive.kind": lambda rng, found: None,
    "archive.trailing_data": lambda rng, found: None,
    "archive.leading_data": lambda rng, found: None,
}


def rename(found, new_name):
    found[0][0].filename = new_name


def link(found):
    info, _ = found[0]
    info.external_attr = 0o120777 << 16
    found[0] = info, b"/etc/passwd"


def write(rng, path, found):
    streamed = rng.random() < 0.2 and not any(info.external_attr for info, _ in found)
    with open(path, "wb") as file:
        target = Pipe(file) if streamed else file
        with zipfile.ZipFile(target, "w") as archive:
            if rng.random() < 0.2:
                archive.comment = rng.randbytes(rng.randrange(2000)).replace(b"PK", b"--")
            for info, data in found:
                is_link = info.external_attr != 0
                info.compress_type = zipfile.ZIP_STORED if is_link else rng.choice(METHODS)
                with archive.open(info, "w", force_zip64=rng.random() < 0.2) as entry:
                    entry.write(data)
    if not streamed and rng.random() < 0.2:
        with zipfile.ZipFile(path, "a") as archive:
            archive.comment = b"touched again"


def make(rng, folder, number):
    wanted = options(rng)
    found = entries(rng, wanted)
    traits = [rng.choice(list(TRAITS))] if rng.random() < 0.25 else []
    if found[0][0].is_dir():
        traits = []
    for trait in traits:
        TRAITS[trait](rng, found)
    ending = ".tar.gz" if "archive.kind" in traits else rng.choice([".zip", "", ".ZIP", ".v2"])
    path = folder / f"{number}{ending}"
    write(rng, path, found)
    if "archive.trailing_data" in traits:
        path.write_bytes(path.read_bytes() + b"trailing")
    if "archive.leading_data" in traits:
        # The prefix is a zip, too, so the file still begins like one.
        path.write_bytes(b"PK\3\4" + b"leading" + path.read_bytes())
    return path, wanted, traits


def main(folder, count, seed):
    check = sdk.Check()
    rng = random.Random(seed)
    cases = []
    for number in range(count):
        path, wanted, traits = make(rng, folder, number)
        cases.append({
            "file": path.name, "options": wanted, "traits": traits,
            "errors": check.errors(path, wanted),
        })
    (folder / "cases.json").write_text(json.dumps(cases))


if __name__ == "__main__":
    main(pathlib.Path(sys.argv[1]), int(sys.argv[2]), int(sys.argv[3]))
