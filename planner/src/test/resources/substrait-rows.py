"""Runs what SubstraitCases wrote in DataFusion, and compares with the engine's rows.

Call it with the folder, and with names of suites where not all are to be run. It needs datafusion and pyarrow. Floating-point results are compared in nine digits, the rest exactly.
"""
import datetime, decimal, glob, os, sys
import datafusion
from datafusion.substrait import Consumer, Serde

folder = sys.argv[1]
only = sys.argv[2:]  # Names of suites.


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
    """Of a number the digits that count, whatever its type."""
    try:
        return f"{float(text):.9g}" if any(c in text for c in ".eEnN") and "-" not in text[1:].replace("e-", "").replace("E-", "") else text
    except ValueError:
        return text


def rows_of(batches):
    rows = []
    for batch in batches:
        columns = [batch.column(i).to_pylist() for i in range(batch.num_columns)]
        rows += ["|".join(plain(written(value)) for value in row) for row in zip(*columns)]
    return sorted(rows)


different = 0
for suite in sorted(os.listdir(folder)):
    path = os.path.join(folder, suite)
    if not glob.glob(path + "/*.parquet") or (only and suite not in only):
        continue
    context = datafusion.SessionContext()
    context.sql("CREATE SCHEMA IF NOT EXISTS main").collect()
    for file in glob.glob(path + "/*.parquet"):
        name = os.path.basename(file)[:-len(".parquet")]
        context.sql(f"CREATE EXTERNAL TABLE {name} STORED AS PARQUET LOCATION '{file}'").collect()
    equal = 0
    plans = sorted(glob.glob(path + "/*.substrait"))
    for plan in plans:
        name = os.path.basename(plan)[:-len(".substrait")]
        with open(os.path.join(path, name.replace("-normal", "") + ".rows")) as file:
            *expected, types = file.read().split("\x01")
        expected = sorted("|".join(plain(value) for value in row[:-1].split("|")) for row in expected)
        try:
            with open(plan, "rb") as file:
                logical = Consumer.from_substrait_plan(context, Serde.deserialize_bytes(file.read()))
            found = rows_of(context.create_dataframe_from_logical_plan(logical).collect())
        except BaseException as e:  # Faults of the consumer's own are no Exception.
            if isinstance(e, KeyboardInterrupt):
                raise
            different += 1
            print(suite, name, "FAILED", str(e)[:400].replace("\n", " "), flush=True)
            continue
        if found == expected:
            equal += 1
        else:
            different += 1
            print(suite, name, "DIFFERS", len(found), len(expected), types, flush=True)
            for mine, theirs in [(a, b) for a, b in zip(found, expected) if a != b][:3]:
                print("  consumer", mine)
                print("  engine  ", theirs)
    print(f"{suite}: {equal} of {len(plans)} equal", flush=True)
sys.exit(1 if different else 0)
