"""Runs what SparkCases wrote in a real Spark, and compares with the engine's rows.

Call it with the folder, and with names of suites where not all are to be run. It needs pyspark 4 and a JVM. Floating-point results are compared in nine digits, the rest exactly.
"""
import datetime, decimal, glob, os, sys
from pyspark.sql import SparkSession

folder = sys.argv[1]
only = sys.argv[2:]  # Names of suites.
spark = (SparkSession.builder.master("local[2]").config("spark.ui.enabled", "false").config("spark.driver.memory", "2g")
         .config("spark.sql.shuffle.partitions", "2").config("spark.sql.session.timeZone", "UTC")
         .config("spark.sql.warehouse.dir", os.path.join(folder, "spark-warehouse")).getOrCreate())
spark.sparkContext.setLogLevel("OFF")


def written(value):
    if value is None:
        return "null"
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, float):
        return f"{value:.9g}"
    if isinstance(value, datetime.datetime):
        text = value.strftime("%Y-%m-%d %H:%M:%S.%f").rstrip("0")
        return text + "0" if text.endswith(".") else text
    if isinstance(value, decimal.Decimal):
        return format(value, "f")
    return str(value)


def plain(text):
    """Of a number the digits that count, whatever its type; of a moment its time in UTC."""
    if text.endswith("Z") and "T" in text:
        return written(datetime.datetime.fromisoformat(text[:-1]))
    try:
        return f"{float(text):.9g}" if any(c in text for c in ".eEnN") and "-" not in text[1:].replace("e-", "").replace("E-", "") else text
    except ValueError:
        return text


def rows_of(result):
    return sorted("|".join(plain(written(value)) for value in row) for row in result)


different = 0
for suite in sorted(os.listdir(folder)):
    path = os.path.join(folder, suite)
    if not glob.glob(path + "/*.parquet") or (only and suite not in only):
        continue
    spark.sql(f"CREATE DATABASE IF NOT EXISTS {suite}")
    for file in glob.glob(path + "/*.parquet"):
        name = os.path.basename(file)[:-len(".parquet")]
        spark.read.parquet(file).createOrReplaceTempView(name.split(".")[1])
    equal = 0
    queries = sorted(glob.glob(path + "/*.sql"))
    for query in queries:
        name = os.path.basename(query)[:-len(".sql")]
        with open(os.path.join(path, name.replace("-normal", "") + ".rows")) as file:
            *expected, types = file.read().split("\x01")
        expected = sorted("|".join(plain(value) for value in row[:-1].split("|")) for row in expected)
        with open(query) as file:
            sql = file.read().replace("`main`.", "")
        try:
            found = rows_of(spark.sql(sql).collect())
        except Exception as e:
            different += 1
            print(suite, name, "FAILED", str(e)[:700], flush=True)
            continue
        if found == expected:
            equal += 1
        else:
            different += 1
            print(suite, name, "DIFFERS", len(found), len(expected), types, flush=True)
            for mine, theirs in [(a, b) for a, b in zip(found, expected) if a != b][:3]:
                print("  spark ", mine)
                print("  engine", theirs)
    print(f"{suite}: {equal} of {len(queries)} equal")
sys.exit(1 if different else 0)
