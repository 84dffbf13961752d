#!/usr/bin/env python3
"""Scores `dateline propose --mentions` on TIMEX3 annotations that can be read but not shipped.

    python3 tests/corpora/times.py FOLDER_OF_TML [--program target/release/dateline] [--half a|b] [--show N]

Reads the `.tml` files of TimeBank 1.2, of AQUAINT and of TempEval-3 (`TBAQ-cleaned/TimeBank`, `TBAQ-cleaned/AQUAINT`,
`te3-platinum`). The document's date is its creation time. Every DATE and TIME is compared as a run of days: 1998-02 is
all of February, 1998-W07 Monday to Sunday, 1989-Q3 July to September, 1998-SU June to August. Printed are

- found: annotated times that a mention of the program overlaps
- value: the same first and last day, of those found (`value accuracy`) and of all
- within: the program's days lie inside the annotated ones ("early May" inside May), or are the same
- references: PAST_REF, PRESENT_REF and FUTURE_REF, right where the program's bounds say before, at or after the report

Durations and sets name no date and are not scored. Values that the annotators left open (1998-WXX) are not scored either.
`--half` takes every other document, so that rules can be made on one half and looked at on the other.
"""
import argparse
import collections
import datetime
import json
import pathlib
import re
import subprocess
import xml.etree.ElementTree as ET

DAY = datetime.timedelta(days=1)
SEASONS = {"SP": 3, "SU": 6, "FA": 9, "AU": 9, "WI": 12}


def month_end(year, month):
    return datetime.date(year + month // 12, month % 12 + 1, 1) - DAY


def days(value):
    """The first and last day of a TIMEX3 value; none where it is open or no date."""
    value = value.split("T")[0] if re.match(r"\d{4}-\d\d-\d\dT", value) else value
    date = datetime.date
    try:
        if part := re.fullmatch(r"(\d{4})-(\d\d)-(\d\d)", value):
            day = date(*map(int, part.groups()))
            return day, day
        if part := re.fullmatch(r"(\d{4})-(\d\d)", value):
            year, month = map(int, part.groups())
            return date(year, month, 1), month_end(year, month)
        if re.fullmatch(r"\d{4}", value):
            return date(int(value), 1, 1), date(int(value), 12, 31)
        if part := re.fullmatch(r"(\d{3})X?", value):
            return date(int(part[1] + "0"), 1, 1), date(int(part[1] + "9"), 12, 31)
        if part := re.fullmatch(r"(\d\d)(XX)?", value):
            return date(int(part[1] + "00"), 1, 1), date(int(part[1] + "99"), 12, 31)
        if part := re.fullmatch(r"(\d{4})-W(\d\d?)(-WE)?", value):
            monday = date.fromisocalendar(int(part[1]), int(part[2]), 1)
            return monday + 5 * DAY if part[3] else monday, monday + 6 * DAY
        if part := re.fullmatch(r"(\d{4})-Q([1-4])", value):
            year, month = int(part[1]), 3 * int(part[2])
            return date(year, month - 2, 1), month_end(year, month)
        if part := re.fullmatch(r"(\d{4})-H([12])", value):
            year, month = int(part[1]), 6 * int(part[2])
            return date(year, month - 5, 1), month_end(year, month)
        if part := re.fullmatch(r"(\d{4})-(SP|SU|FA|AU|WI)", value):
            year, month = int(part[1]), SEASONS[part[2]]
            last = month + 2
            return date(year, month, 1), month_end(year + (last > 12), (last - 1) % 12 + 1)
    except ValueError:
        pass
    return None


def read(path):
    """A document as (published, text, [(start, end, words, type, value)])."""
    root = ET.parse(path).getroot()
    created = root.find(".//DCT/TIMEX3")
    text, gold = [], []
    length = 0

    def walk(element):
        nonlocal length
        start = length
        for piece in [element.text or ""]:
            text.append(piece)
            length += len(piece)
        for child in element:
            walk(child)
            text.append(child.tail or "")
            length += len(child.tail or "")
        if element.tag == "TIMEX3":
            gold.append((start, length, element.get("type"), element.get("value")))

    walk(root.find("TEXT"))
    text = "".join(text)
    return created.get("value")[:10], text, [(a, b, text[a:b], kind, value) for a, b, kind, value in sorted(gold)]


def main():
    arguments = argparse.ArgumentParser()
    arguments.add_argument("corpus", type=pathlib.Path)
    arguments.add_argument("--program", default="target/release/dateline")
    arguments.add_argument("--half", choices=["a", "b"])
    arguments.add_argument("--show", type=int, default=0)
    given = arguments.parse_args()

    files = sorted(given.corpus.rglob("*.tml"))
    if given.half:
        files = files[0 if given.half == "a" else 1 :: 2]
    documents = [read(file) for file in files]
    lines = "".join(
        json.dumps({"id": file.stem, "published": published, "language": "en", "text": text}) + "\n"
        for file, (published, text, _) in zip(files, documents, strict=True)
    )
    command = [given.program, "propose", "--mentions"]
    answer = subprocess.run(command, input=lines, capture_output=True, text=True, check=False).stdout
    answers = [json.loads(line) for line in answer.split("\n") if line]

    count, shown = collections.Counter(), collections.defaultdict(list)
    for (published, text, gold), told in zip(documents, answers, strict=True):
        mentions = told["mentions"]["times"]
        used = set()
        for start, end, words, kind, value in gold:
            hits = [n for n, m in enumerate(mentions) if m["start"] < end and m["end"] > start]
            used.update(hits)
            if kind not in ("DATE", "TIME"):
                continue
            hit = min((mentions[n] for n in hits), key=lambda m: abs(m["start"] - start) + abs(m["end"] - end), default=None)
            line = f"{published} {words!r} {value} -> " + (
                f"{hit['text']!r} {hit['when']} | {text[max(0, start - 60):start]!r}" if hit else f"nothing | {text[max(0, start - 40):start]!r}"
            )
            if value in ("PAST_REF", "PRESENT_REF", "FUTURE_REF"):
                count["references"] += 1
                if hit:
                    count["references found"] += 1
                    first, last = hit["earliest"], hit["latest"]
                    count["references right"] += {
                        "PAST_REF": (last or "9") <= published,
                        "PRESENT_REF": (first or "9") <= published <= (last or "0"),
                        "FUTURE_REF": (first or "0") >= published,
                    }[value]
                continue
            expected = days(value)
            if expected is None:
                count["open"] += 1
                continue
            count["gold"] += 1
            if hit is None:
                shown["missed"].append(line)
                continue
            count["found"] += 1
            count["exact"] += (hit["start"], hit["end"]) == (start, end)
            first, last = (day.isoformat() for day in expected)
            same = (hit["earliest"], hit["latest"]) == (first, last)
            inside = hit["earliest"] is not None and hit["latest"] is not None and first <= hit["earliest"] and hit["latest"] <= last
            count["value"] += same
            count["within"] += inside
            if not same:
                shown["inside" if inside else "wrong"].append(line)
        count["mentions"] += len(mentions)
        count["used"] += len(used)
        shown["not annotated"] += [f"{published} {m['text']!r} {m['when']} | {text[max(0, m['start'] - 50):m['start']]!r}" for n, m in enumerate(mentions) if n not in used]

    for title in ("missed", "wrong", "inside", "not annotated"):
        for line in shown[title][: given.show]:
            print(f"{title}: {line}")
    share = lambda part, whole: count[part] / max(1, count[whole])
    print(f"documents {len(documents)}, dates and times with a value {count['gold']}, left open {count['open']}")
    print(f"found {share('found', 'gold'):.3f}, with the same extent {share('exact', 'gold'):.3f}")
    print(f"mentions that are annotated {share('used', 'mentions'):.3f} of {count['mentions']}")
    print(f"value {share('value', 'found'):.3f} of those found, {share('value', 'gold'):.3f} of all")
    print(f"within {share('within', 'found'):.3f} of those found, {share('within', 'gold'):.3f} of all")
    print(f"references {count['references']}: found {share('references found', 'references'):.3f}, right {share('references right', 'references found'):.3f} of those")


if __name__ == "__main__":
    main()
