#!/usr/bin/env python3
"""Scores `dateline propose --mentions` on a corpus of toponyms that can be read but not shipped.

    python3 tests/corpora/places.py CORPUS.xml [--program target/release/dateline] [--half a|b] [--show N]

Reads LGL and TR-News (`<article><text>`, `<toponym>` with `<gaztag>`) and GeoVirus (`<location>`). Prints how many of the
annotated toponyms the program finds (a mention that overlaps), how many of its mentions are annotated, and the share
within 161 km (100 miles): of all toponyms with coordinates, and of those found. `--half` takes every other newspaper
(LGL, TR-News) or article, so that rules can be made on one half and looked at on the other.
"""
import argparse
import collections
import json
import math
import subprocess
import xml.etree.ElementTree as ET


def read(path):
    """Every article as (group, text, [(start, end, words, (lat, lon) or None)])."""
    for number, article in enumerate(ET.parse(path).getroot()):
        text = article.findtext("text") or ""
        group = article.findtext("domain") or str(number)
        gold = []
        for toponym in article.iter("toponym"):
            tag = toponym.find("gaztag")
            at = None
            if tag is not None and tag.find("lat") is not None:
                at = float(tag.findtext("lat")), float(tag.findtext("lon"))
            gold.append((int(toponym.findtext("start")), toponym.findtext("phrase"), at))
        for location in article.iter("location"):
            at = float(location.findtext("lat")), float(location.findtext("lon"))
            gold.append((int(location.findtext("start")) - 1, location.findtext("name"), at))
        yield group, text, [(*found(text, start, words), words, at) for start, words, at in gold]


def found(text, start, words):
    """Where the words stand: some annotations are a few characters off."""
    near = [at for at in range(max(0, start - 60), start + 61) if text.startswith(words, at)]
    start = min(near, key=lambda at: abs(at - start)) if near else start
    return start, start + len(words)


def km(a, b):
    (lat, lon), (to_lat, to_lon) = (tuple(map(math.radians, point)) for point in (a, b))
    part = math.sin((to_lat - lat) / 2) ** 2 + math.cos(lat) * math.cos(to_lat) * math.sin((to_lon - lon) / 2) ** 2
    return 12742 * math.asin(min(1.0, math.sqrt(part)))


def main():
    arguments = argparse.ArgumentParser()
    arguments.add_argument("corpus")
    arguments.add_argument("--program", default="target/release/dateline")
    arguments.add_argument("--half", choices=["a", "b"])
    arguments.add_argument("--show", type=int, default=0)
    given = arguments.parse_args()

    articles = list(read(given.corpus))
    half = sorted({group for group, _, _ in articles})[0 if given.half == "a" else 1 :: 2]
    if given.half:
        articles = [article for article in articles if article[0] in half]
    lines = "".join(
        json.dumps({"id": str(at), "published": None, "language": "en", "text": text}) + "\n"
        for at, (_, text, _) in enumerate(articles)
    )
    command = [given.program, "propose", "--mentions"]
    answer = subprocess.run(command, input=lines, capture_output=True, text=True, check=False).stdout
    answers = [json.loads(line) for line in answer.split("\n") if line]

    count = collections.Counter()
    missed, wrong, extra = collections.Counter(), collections.Counter(), collections.Counter()
    for (_, _, gold), told in zip(articles, answers, strict=True):
        mentions = [m for m in told["mentions"]["places"] if m["lat"] is not None]
        used = set()
        for start, end, words, at in gold:
            hits = [n for n, m in enumerate(mentions) if m["start"] < end and m["end"] > start]
            used.update(hits)
            count["gold"] += 1
            count["placed"] += at is not None
            if not hits:
                missed[words] += 1
                continue
            hit = min((mentions[n] for n in hits), key=lambda m: abs(m["start"] - start) + abs(m["end"] - end))
            count["found"] += 1
            count["exact"] += (hit["start"], hit["end"]) == (start, end)
            if at is not None:
                count["found, placed"] += 1
                near = km(at, (hit["lat"], hit["lon"])) <= 161
                count["right"] += near
                if not near:
                    wrong[f"{words} -> {hit['name']} ({hit['id']})"] += 1
        count["mentions"] += len(mentions)
        count["used"] += len(used)
        extra.update(m["text"] for n, m in enumerate(mentions) if n not in used)

    for title, list_ in (("missed", missed), ("wrong", wrong), ("not annotated", extra)):
        for words, times in list_.most_common(given.show):
            print(f"{title}: {times} {words}")
    share = lambda part, whole: count[part] / max(1, count[whole])
    print(f"toponyms {count['gold']}, with coordinates {count['placed']}")
    print(f"found {share('found', 'gold'):.3f}, with the same extent {share('exact', 'gold'):.3f}")
    print(f"mentions that are annotated {share('used', 'mentions'):.3f} of {count['mentions']}")
    print(f"within 161 km: {share('right', 'placed'):.3f} of all, {share('right', 'found, placed'):.3f} of those found")


if __name__ == "__main__":
    main()
