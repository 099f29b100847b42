"""Runs what SubstraitCases wrote in DataFusion, and compares with the engine's rows.

Call it with the folder, and with names of suites where not all are to be run. It needs datafusion, pyarrow and substrait. Floating-point results are compared in nine digits, the rest exactly.

What this reader does not take, or computes otherwise than specified, is said in its own terms then (see Adapted), and counted apart.
"""
import datetime, decimal, glob, os, sys
import datafusion
from datafusion.substrait import Consumer, Serde
from google.protobuf.message import Message
from substrait import algebra_pb2, plan_pb2

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
    """Of a number the digits that count, whatever its type; of a moment its time in UTC."""
    if text.endswith("Z") and "T" in text:
        return written(datetime.datetime.fromisoformat(text[:-1]))
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


def run(context, message):
    """The rows, or what went wrong."""
    try:
        logical = Consumer.from_substrait_plan(context, Serde.deserialize_bytes(message))
        return rows_of(context.create_dataframe_from_logical_plan(logical).collect())
    except KeyboardInterrupt:
        raise
    except BaseException as e:  # Faults of the reader's own are no Exception.
        return str(e)[:400].replace("\n", " ")


PARTS = {"DAY_OF_YEAR": "doy", "ISO_WEEK": "week", "SUNDAY_DAY_OF_WEEK": "dow", "MONDAY_DAY_OF_WEEK": "isodow"}


class Adapted:
    """A plan in this reader's own terms, and which of them were needed."""

    def __init__(self, message):
        self.plan = plan_pb2.Plan()
        self.plan.ParseFromString(message)
        self.terms = set()
        self.functions = {e.extension_function.function_anchor: e.extension_function.name for e in self.plan.extensions}
        self.change(self.plan)
        root = self.plan.relations[-1]
        del self.plan.relations[:]
        self.plan.relations.append(root)

    def function(self, name):
        """The number of a function that is found by its name alone."""
        for anchor, known in self.functions.items():
            if known == name:
                return anchor
        anchor = max(self.functions) + 1
        self.functions[anchor] = name
        declared = self.plan.extensions.add().extension_function
        declared.extension_urn_reference = self.plan.extension_urns[0].extension_urn_anchor
        declared.function_anchor, declared.name = anchor, name
        return anchor

    def change(self, message):
        for field, value in message.ListFields():
            if field.message_type is not None:
                for part in [value] if isinstance(value, Message) else list(value):
                    self.change(part)
        if isinstance(message, algebra_pb2.Rel) and message.WhichOneof("rel_type") == "reference":
            message.CopyFrom(self.plan.relations[message.reference.subtree_ordinal].rel)
            self.terms.add("what is referred to is written out")
        elif isinstance(message, algebra_pb2.Rel) and len(message.aggregate.groupings) > 1:
            self.grouping_sets(message)
        elif isinstance(message, algebra_pb2.Expression.ScalarFunction):
            self.scalar(message)
        elif isinstance(message, algebra_pb2.AggregateFunction) and self.functions[message.function_reference] == "std_dev:fp64":
            message.function_reference = self.function("stddev")
            self.terms.add("std_dev is stddev")
        elif isinstance(message, algebra_pb2.Expression) and message.WhichOneof("rex_type") == "scalar_function":
            self.expression(message)

    def grouping_sets(self, relation):
        """Its column that tells the sets apart stands before the measures, and has a bit for each group that a set has not."""
        aggregate = algebra_pb2.AggregateRel()
        aggregate.CopyFrom(relation.aggregate)
        groups, measures = len(aggregate.grouping_expressions), len(aggregate.measures)
        aggregate.common.ClearField("direct")
        aggregate.common.emit.output_mapping.extend([*range(groups), *range(groups + 1, groups + 1 + measures), groups])
        relation.Clear()
        relation.project.input.aggregate.CopyFrom(aggregate)
        relation.project.common.emit.output_mapping.extend([*range(groups + measures), groups + measures + 1])
        number = relation.project.expressions.add().if_then
        for place, grouping in enumerate(aggregate.groupings):
            clause = number.ifs.add()
            clause.then.literal.i32 = place
            test = getattr(clause, "if").scalar_function
            test.function_reference = self.function("equal")
            mask = test.arguments.add().value.cast
            mask.type.i64.nullability = 2
            mask.input.selection.direct_reference.struct_field.field = groups + measures
            mask.input.selection.root_reference.SetInParent()
            test.arguments.add().value.literal.i64 = sum(1 << (groups - 1 - i) for i in range(groups) if i not in grouping.expression_references)
        getattr(number, "else").literal.i32 = -1
        self.terms.add("grouping sets are told apart by bits before the measures")

    def scalar(self, call):
        name = self.functions[call.function_reference]
        words = [argument.enum for argument in call.arguments if argument.WhichOneof("arg_type") == "enum"]
        if name.startswith("extract:"):
            value = algebra_pb2.FunctionArgument()
            value.CopyFrom(call.arguments[-1])
            del call.arguments[:]
            call.arguments.add().value.literal.string = PARTS.get(words[0], words[0].lower())
            call.arguments.append(value)
            call.function_reference = self.function("date_part")
            self.terms.add("extract is date_part")
        elif name.endswith("_skip_null:any"):
            call.function_reference = self.function(name.split("_")[0])
            self.terms.add("greatest_skip_null is greatest")

    def expression(self, expression):
        """Its concat takes NULL for nothing, whatever the options say."""
        call = expression.scalar_function
        name = self.functions[call.function_reference]
        options = {option.name: option.preference[0] for option in call.options}
        if name == "concat:str" and options["null_handling"] == "ACCEPT_NULLS":
            inner = algebra_pb2.Expression()
            inner.CopyFrom(expression)
            expression.Clear()
            for argument in inner.scalar_function.arguments:
                clause = expression.if_then.ifs.add()
                clause.then.literal.null.string.nullability = 1
                null = getattr(clause, "if").scalar_function
                null.function_reference = self.function("is_null")
                null.arguments.append(argument)
            getattr(expression.if_then, "else").CopyFrom(inner)
            self.terms.add("concat with NULL is told to be NULL")


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
    equal, adapted = 0, 0
    plans = sorted(glob.glob(path + "/*.substrait"))
    for plan in plans:
        name = os.path.basename(plan)[:-len(".substrait")]
        with open(os.path.join(path, name.replace("-normal", "") + ".rows")) as file:
            *expected, types = file.read().split("\x01")
        expected = sorted("|".join(plain(value) for value in row[:-1].split("|")) for row in expected)
        with open(plan, "rb") as file:
            message = file.read()
        plainly = run(context, message)
        if plainly == expected:
            equal += 1
            continue
        own = Adapted(message)
        found = run(context, own.plan.SerializeToString()) if own.terms else plainly
        if found == expected:
            adapted += 1
            print(suite, name, "equal where", ", ".join(sorted(own.terms)), flush=True)
        elif isinstance(found, str):
            different += 1
            print(suite, name, "FAILED", found, flush=True)
        else:
            different += 1
            print(suite, name, "DIFFERS", len(found), len(expected), types, *sorted(own.terms), flush=True)
            for mine, theirs in [(a, b) for a, b in zip(found, expected) if a != b][:3]:
                print("  reader", mine)
                print("  engine", theirs)
    print(f"{suite}: {equal} of {len(plans)} equal, {adapted} more in the reader's own terms", flush=True)
sys.exit(1 if different else 0)
