#!/usr/bin/env python3
"""Reads documents with `dateline propose` under Spark, and compares with one run of it, line by line.

    python3 -m venv spark && spark/bin/pip install pyspark      # and a Java runtime: apt install default-jre-headless
    spark/bin/python tests/corpora/spark.py DOCUMENTS.jsonl [--program target/release/dateline] [--cores 2] [--parts 16]

DOCUMENTS.jsonl holds one document a line, as the program reads them. Each part of the data set is piped through a program
of its own (`RDD.pipe`), so that every machine of a cluster needs the program and nothing else. Parts keep their order, and
so do lines within a part.
"""
import argparse
import itertools
import os
import subprocess
import sys

from pyspark import SparkConf, SparkContext


def main():
    arguments = argparse.ArgumentParser()
    arguments.add_argument("documents")
    arguments.add_argument("--program", default="target/release/dateline")
    arguments.add_argument("--cores", type=int, default=2)
    arguments.add_argument("--parts", type=int, default=16)
    given = arguments.parse_args()
    command = [os.path.abspath(given.program), "propose", "--mentions"]

    conf = SparkConf().setMaster(f"local[{given.cores}]").setAppName("dateline propose")
    spark = SparkContext(conf=conf)
    spark.setLogLevel("ERROR")
    documents = spark.textFile(os.path.abspath(given.documents), minPartitions=given.parts)
    piped = documents.pipe(" ".join(command), checkCode=True).toLocalIterator()

    with open(given.documents, "rb") as lines:
        alone = subprocess.Popen(command, stdin=lines, stdout=subprocess.PIPE)
        equal = 0
        for number, (ours, theirs) in enumerate(itertools.zip_longest(alone.stdout, piped), 1):
            ours = None if ours is None else ours.decode().rstrip("\n")
            if ours != theirs:
                sys.exit(f"line {number} differs:\n{ours}\n{theirs}")
            equal += 1
    spark.stop()
    print(f"{equal} lines, all equal")


if __name__ == "__main__":
    main()
