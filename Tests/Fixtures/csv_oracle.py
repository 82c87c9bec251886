# Assay: Python's csv module as the oracle of feeders.
# SPDX-License-Identifier: Apache-2.0
#
# csv_oracle.py FOLDER COUNT SEED   writes COUNT files N.csv, and N.rows with what csv.DictReader reads from each:
# a line for each row, its fields in hexadecimal with commas between
import csv
import os
import random
import sys

FIELDS = ["", "a", "plain text", "with, comma", 'say "hi"', "two\nlines", "cr\r\nlf", "lone\rcr", " spaced ", "'", '"',
          '""', "é", "日本語", "😀", ";", "\t", "0", "x" * 500]


def main():
    folder, count, seed = sys.argv[1], int(sys.argv[2]), int(sys.argv[3])
    r = random.Random(seed)
    for number in range(count):
        columns = ["c%d %s" % (i, r.choice(["", "é", ", x", '"q"', "\n"])) for i in range(r.randint(1, 6))]
        path = os.path.join(folder, "%d.csv" % number)
        with open(path, "w", newline="", encoding=r.choice(["utf-8", "utf-8-sig"])) as out:
            ending, quoting = r.choice([("\n", csv.QUOTE_ALL), ("\r\n", csv.QUOTE_ALL), ("\r\n", csv.QUOTE_MINIMAL)])
            # Before Python 3.13 a carriage return is quoted only if the line ending has one.
            writer = csv.writer(out, lineterminator=ending, quoting=quoting)
            writer.writerow(columns)
            for _ in range(r.randint(1, 30)):
                writer.writerow([r.choice(FIELDS) for _ in columns])
                if r.randrange(10) == 0:
                    out.write(r.choice(["\n", "\r\n"]))
        if r.randrange(3) == 0:
            with open(path, "rb+") as last:  # the last line need not end
                text = last.read().rstrip(b"\r\n")
                last.seek(0)
                last.write(text)
                last.truncate()
        with open(path, newline="", encoding="utf-8-sig") as text, \
                open(os.path.join(folder, "%d.rows" % number), "w") as out:
            for row in csv.DictReader(text, strict=True):
                out.write(",".join(row[c].encode("utf-8").hex() for c in columns) + "\n")


main()
