#!/usr/bin/env python3
"""Writes crates.txt, the licences of all crates that any build of Dateline has in it. Run it after Cargo.lock changed:

    python3 assets/licences/build.py

It reads what cargo has already downloaded (`cargo fetch --locked` gets what is missing, also for other systems). Where a
crate offers several licences, the first of PREFERRED that it offers is taken. Texts that differ in nothing but their
copyright lines are written once, under the crates and their copyright lines."""

import json
import re
import subprocess
import sys
from pathlib import Path

HERE = Path(__file__).resolve().parent
ROOT = HERE.parent.parent
# A file of a crate in which a licence, or what belongs to one, may stand.
NAMED = re.compile(r"^(licen[sc]e|copying|copyright|notice|unlicense|patents)", re.I)
# What is taken of several, and the words by which its text is known.
PREFERRED = {
    "MIT": "Permission is hereby granted, free of charge",
    "Zlib": "This software is provided 'as-is'",
    "BSD-2-Clause": "Redistribution and use in source and binary forms",
    "BSD-3-Clause": "Redistribution and use in source and binary forms",
    "ISC": "Permission to use, copy, modify, and",
    "0BSD": "Permission to use, copy, modify, and",
    "BSL-1.0": "Boost Software License",
    "Apache-2.0": "Apache License",
    "Apache-2.0 WITH LLVM-exception": "LLVM Exceptions",
    "Unicode-3.0": "UNICODE LICENSE V3",
    "MPL-2.0": "Mozilla Public License",
    "CC0-1.0": "CC0 1.0 Universal",
    "CDLA-Permissive-2.0": "Community Data License Agreement",
    "OFL-1.1": "SIL OPEN FONT LICENSE",
    "Ubuntu-font-1.0": "UBUNTU FONT LICENCE",
    "Unlicense": "This is free and unencumbered software",
}


def metadata():
    asked = ["cargo", "metadata", "--format-version", "1", "--locked"]
    return json.loads(subprocess.run(asked, cwd=ROOT, check=True, capture_output=True, text=True).stdout)


def shipped(found):
    """The ids of all packages that the program is linked with, on any system."""
    nodes = {node["id"]: node for node in found["resolve"]["nodes"]}
    root = found["resolve"]["root"]
    seen, ahead = {root}, [root]
    while ahead:
        for dep in nodes[ahead.pop()]["deps"]:
            if dep["pkg"] not in seen and any(kind["kind"] is None for kind in dep["dep_kinds"]):
                seen.add(dep["pkg"])
                ahead.append(dep["pkg"])
    return seen - {root}


def chosen(expression):
    """The licences of an expression that are taken: one of each `OR`, all of an `AND`."""
    plain = expression.replace("/", " OR ")
    taken = []
    for part in re.split(r"\s+AND\s+", plain):
        offered = [name.strip(" ()") for name in re.split(r"\s+OR\s+", part)]
        known = [name for name in PREFERRED if name in offered]
        if not known:
            sys.exit(f"No licence of “{expression}” is among the accepted ones.")
        taken.append(known[0])
    return taken


def texts_of(package, licence):
    """The texts of a licence, and notices, that a package carries."""
    folder = Path(package["manifest_path"]).parent
    files = sorted(path for path in folder.rglob("*") if path.is_file() and NAMED.match(path.name))
    # Code of others that a crate carries (libaom in libaom-sys) has its licence further down.
    near = [path for path in files if len(path.relative_to(folder).parts) <= 2]
    found = []
    for path in near:
        if path.suffix in (".rs", ".png", ".json", ".toml", ".py"):
            continue
        text = path.read_text(encoding="utf-8", errors="replace").strip()
        if PREFERRED[licence].lower() in text.lower() and (licence == "MIT" or not is_other(text, licence)):
            found.append(text)
        elif re.match(r"^(notice|patents)", path.name, re.I):
            found.append(text)
    return list(dict.fromkeys(found))


def is_other(text, licence):
    """Whether a text known by its words is a wider one: Apache's with LLVM's exception, BSD's third clause."""
    return licence == "Apache-2.0" and "LLVM Exceptions" in text


def split(text):
    """A text without its copyright lines, and those lines."""
    rights, body, in_appendix = [], [], False
    for line in text.splitlines():
        in_appendix = in_appendix or "APPENDIX" in line
        if re.match(r"^\s*(\(c\)|©|copyright\b(?! (notice|holder|owner|license)))", line, re.I) and not in_appendix:
            rights.append(line.strip())
        else:
            body.append(line.rstrip())
    return re.sub(r"\n{3,}", "\n\n", "\n".join(body)).strip(), rights


def main():
    found = metadata()
    ids = shipped(found)
    packages = sorted((p for p in found["packages"] if p["id"] in ids), key=lambda p: (p["name"], p["version"]))
    groups, without = {}, {}
    for package in packages:
        expression = package["license"] or ""
        for licence in chosen(expression):
            texts = texts_of(package, licence)
            name = f"{package['name']} {package['version']}"
            if not texts:
                authors = ", ".join(re.sub(r" *<.*?>", "", author) for author in package["authors"])
                without.setdefault(licence, []).append((name, authors))
            for text in texts:
                body, rights = split(text)
                key = re.sub(r"[\W_]+", " ", body).lower()
                group = groups.setdefault(key, {"licence": licence, "body": body, "crates": []})
                group["crates"].append((name, rights))
    for licence, crates in without.items():
        # The crate carries no text: the commonest of its licence stands for it.
        of_it = [group for group in groups.values() if group["licence"] == licence]
        if not of_it:
            sys.exit(f"No crate carries the text of {licence}, which {crates} need.")
        most = max(of_it, key=lambda group: len(group["crates"]))
        most["crates"] += [(name, [f"by {authors}"] if authors else []) for name, authors in crates]
    inside = {f"{p['name']} {p['version']}" for p in packages}
    others = sorted(
        f"{p['name']} {p['version']}" for p in found["packages"] if p["source"] and p["id"] not in ids
    )
    with open(HERE / "crates.txt", "w", encoding="utf-8") as out:
        out.write("The crates that Dateline is built from, under the licences that follow them.\n")
        for group in sorted(groups.values(), key=lambda g: (-len(g["crates"]), g["licence"], g["body"])):
            out.write(f"\n{'=' * 80}\n{group['licence']}\n\n")
            for name, rights in sorted(group["crates"]):
                out.write(name + "\n")
                out.writelines(f"    {line}\n" for line in dict.fromkeys(rights))
            out.write(f"\n{group['body']}\n")
    (HERE / "not-in-the-program.txt").write_text(
        "".join(name + "\n" for name in others), encoding="utf-8"
    )
    print(f"{len(inside)} crates, {len(groups)} texts; {len(others)} others only build or test it")


main()
