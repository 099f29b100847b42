package dev.varve.planner.diff;

import dev.varve.planner.diff.Described.Kind;
import dev.varve.planner.diff.PlanAlignment.Step;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The steps from one plan to another as edits that a person can read. */
final class EditScript {
  private static final Pattern WORD = Pattern.compile("[A-Za-z_][A-Za-z0-9_.]*");

  private final List<Edit> edits = new ArrayList<>();

  /** What is asked of rows, by filters and joins: it may be asked elsewhere by now. */
  private final List<Edit> removed = new ArrayList<>();

  private final List<Edit> added = new ArrayList<>();
  private final List<Edit> moved = new ArrayList<>();

  private EditScript() {}

  static List<Edit> of(List<Step> steps) {
    EditScript script = new EditScript();
    steps.forEach(script::add);
    return script.finish();
  }

  private void add(Step step) {
    if (step instanceof Step.Kept kept) {
      kept(kept.before(), kept.after());
    } else if (step instanceof Step.Inserted inserted) {
      inserted(inserted.after(), inserted.base());
    } else if (step instanceof Step.Deleted deleted) {
      deleted(deleted.before(), deleted.base());
    } else if (step instanceof Step.Replaced replaced) {
      replaced(replaced.before(), replaced.after());
    } else if (step instanceof Step.InputAdded input) {
      edits.add(Edit.added("branch", input.after().summary()));
    } else if (step instanceof Step.InputRemoved input) {
      edits.add(Edit.removed("branch", input.before().summary()));
    }
  }

  private void kept(Described before, Described after) {
    if (before.kind() == Kind.GROUP
        || before.kind() == Kind.UNIQUE
        || before.kind() == Kind.UNNEST) {
      edits.add(Edit.changed(after.kind().word(), shown(before), shown(after)));
      return;
    }
    if (!before.head().equals(after.head())) {
      edits.add(Edit.changed(before.kind().word(), shown(before.head()), shown(after.head())));
    }
    parts(before, after);
  }

  private static String shown(Described operator) {
    return shown(operator.line());
  }

  private static String shown(String text) {
    return text.isEmpty() ? "nothing" : text;
  }

  private void parts(Described before, Described after) {
    List<String> gone = new ArrayList<>(before.parts());
    List<String> come = new ArrayList<>();
    for (String part : after.parts()) {
      if (!gone.remove(part)) {
        come.add(part);
      }
    }
    gone.forEach(part -> removed.add(Edit.removed(word(before), part)));
    come.forEach(part -> added.add(Edit.added(word(after), part)));
  }

  private static String word(Described operator) {
    return operator.kind() == Kind.JOIN ? "join condition" : operator.kind().word();
  }

  private void inserted(Described after, int base) {
    switch (after.kind()) {
      case FILTER -> after.parts().forEach(part -> added.add(Edit.added("filter", part)));
      case COLUMNS, WINDOW -> {
        // What columns became stands with the columns.
      }
      default -> edits.add(Edit.added(title(after), told(after, base)));
    }
  }

  private void deleted(Described before, int base) {
    switch (before.kind()) {
      case FILTER -> before.parts().forEach(part -> removed.add(Edit.removed("filter", part)));
      case COLUMNS, WINDOW -> {
        // What columns became stands with the columns.
      }
      default -> edits.add(Edit.removed(title(before), told(before, base)));
    }
  }

  private static String title(Described operator) {
    return switch (operator.kind()) {
      case JOIN -> operator.head();
      case GROUP ->
          operator.parts().isEmpty() && operator.head().isEmpty() ? "aggregate" : "group by";
      default -> operator.kind().word();
    };
  }

  /** An operator with all that came or went with it. */
  private static String told(Described operator, int base) {
    List<String> others = new ArrayList<>();
    for (int i = 0; i < operator.inputs().size(); i++) {
      if (i != base) {
        others.add(operator.inputs().get(i).summary());
      }
    }
    String with = String.join(", ", others);
    return switch (operator.kind()) {
      case JOIN -> with + operator.on();
      case SET -> operator.head() + " " + with;
      case GROUP -> operator.line().isEmpty() ? "all rows become one" : operator.line();
      default ->
          Stream.of(operator.line(), with)
              .filter(t -> !t.isEmpty())
              .reduce((a, b) -> a + " " + b)
              .orElse("");
    };
  }

  private void replaced(Described before, Described after) {
    String what = before.kind() == Kind.READ && after.kind() == Kind.READ ? "table" : "query part";
    edits.add(Edit.changed(what, before.summary(), after.summary()));
  }

  private List<Edit> finish() {
    cancel();
    while (!removed.isEmpty() && !added.isEmpty()) {
      pair();
    }
    edits.addAll(removed);
    edits.addAll(added);
    // What moved is often but the shadow of another edit.
    return edits.isEmpty() ? List.copyOf(moved) : List.copyOf(edits);
  }

  private void cancel() {
    for (Edit edit : List.copyOf(removed)) {
      for (Edit other : added) {
        if (edit.before().equals(other.after())) {
          removed.remove(edit);
          added.remove(other);
          moved.add(new Edit(Edit.Kind.MOVED, other.what(), edit.before(), other.after()));
          break;
        }
      }
    }
  }

  /** The two that look most alike are one that changed, unless nothing looks alike. */
  private void pair() {
    Edit first = removed.get(0);
    Edit best = added.get(0);
    int most = -1;
    for (Edit edit : removed) {
      for (Edit other : added) {
        int alike = alike(edit.before().orElseThrow(), other.after().orElseThrow());
        if (alike > most) {
          most = alike;
          first = edit;
          best = other;
        }
      }
    }
    removed.remove(first);
    added.remove(best);
    if (most > 0) {
      edits.add(
          Edit.changed(best.what(), first.before().orElseThrow(), best.after().orElseThrow()));
    } else {
      edits.add(first);
      edits.add(best);
    }
  }

  /** How many words two texts have in common. */
  private static int alike(String one, String other) {
    List<String> words = new ArrayList<>(words(other));
    int common = 0;
    for (String word : words(one)) {
      if (words.remove(word)) {
        common++;
      }
    }
    return common;
  }

  private static List<String> words(String text) {
    return WORD.matcher(text).results().map(MatchResult::group).toList();
  }
}
