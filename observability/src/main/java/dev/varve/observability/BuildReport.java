package dev.varve.observability;

import dev.varve.observability.BuildSummary.Count;
import dev.varve.observability.BuildSummary.Detail;
import dev.varve.observability.StepSummary.StepFailure;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalLong;

/**
 * The report of a finished build: one HTML page that needs nothing else, so that it can be mailed,
 * kept, and opened from a folder. The same summary gives the same bytes.
 */
public final class BuildReport {
  /** From what needs a person to what needs nobody. */
  private static final List<String> ORDER =
      List.of("fail", "cancelled", "blocked", "rebuild", "reuse", "removed", "skip", "inline");

  private static final Map<String, String> WORDS =
      Map.of(
          "fail", "failed",
          "rebuild", "rebuilt",
          "reuse", "reused",
          "skip", "skipped");

  private BuildReport() {}

  public static String html(BuildSummary build) {
    Html page = new Html();
    page.trusted("<!doctype html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n");
    page.trusted("<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n");
    page.trusted("<meta name=\"color-scheme\" content=\"light dark\">\n");
    page.leaf("title", build.project() + " · " + build.environment() + " · Varve build").line();
    page.trusted("<style>\n" + resource("report.css") + "</style>\n</head>\n<body>\n<main>\n");
    header(page, build);
    layers(page, build);
    failures(page, build);
    steps(page, build);
    details(page, build);
    page.trusted("</main>\n<script>\n" + resource("report.js") + "</script>\n</body>\n</html>\n");
    return page.toString();
  }

  private static void header(Html page, BuildSummary build) {
    String state = build.state().name().toLowerCase(Locale.ROOT);
    page.open("header").line();
    page.leaf("span", state, "class", "state " + state).line();
    page.open("h1").text(build.project());
    page.leaf("span", " / ", "class", "slash").text(build.environment()).close("h1").line();
    page.open("p", "class", "facts");
    fact(page, "build", build.buildId());
    fact(page, "logical time", build.logicalTime());
    build
        .started()
        .ifPresent(
            start -> fact(page, "started", start.truncatedTo(ChronoUnit.SECONDS).toString()));
    build.elapsed().ifPresent(elapsed -> fact(page, "took", Quantities.duration(elapsed)));
    page.close("p").line().close("header").line();
  }

  private static void fact(Html page, String label, String value) {
    page.open("span").leaf("i", label).text(" " + value).close("span").line();
  }

  /** The counts, as one bar of layers and as the buttons that filter the table. */
  private static void layers(Html page, BuildSummary build) {
    List<Count> counts = build.counts().stream().filter(count -> count.steps() > 0).toList();
    page.open("div", "class", "layers", "aria-hidden", "true");
    for (Count count : counts) {
      page.open("span", "class", style(count.decision()), "style", "flex-grow:" + count.steps())
          .close("span");
    }
    page.close("div").line().open("div", "class", "counts").line();
    for (Count count : counts) {
      page.open("button", "type", "button", "data-only", count.decision(), "aria-pressed", "false");
      page.leaf("b", Quantities.count(count.steps()), "class", style(count.decision()));
      page.text(" " + word(count.decision())).close("button").line();
    }
    page.trusted("<input type=\"search\" id=\"find\" placeholder=\"Find a model\"");
    page.trusted(" aria-label=\"Find a model\">\n");
    page.close("div").line();
  }

  private static void failures(Html page, BuildSummary build) {
    for (StepSummary step : build.steps()) {
      if (step.failure().isEmpty()) {
        continue;
      }
      StepFailure failure = step.failure().get();
      page.open("section", "class", "failure").line();
      page.open("h2").text(step.model()).leaf("code", failure.code()).close("h2").line();
      page.leaf("pre", failure.message()).line();
      if (!failure.mend().isEmpty()) {
        page.leaf("p", failure.mend(), "class", "mend").line();
      }
      page.close("section").line();
    }
  }

  private static void steps(Html page, BuildSummary build) {
    List<StepSummary> worked = new ArrayList<>();
    List<StepSummary> skipped = new ArrayList<>();
    for (StepSummary step : build.steps()) {
      (step.decision().equals("skip") ? skipped : worked).add(step);
    }
    worked.sort((a, b) -> Integer.compare(rank(a.decision()), rank(b.decision())));
    long scale = 1;
    for (StepSummary step : worked) {
      scale = Math.max(scale, step.startMilliseconds().orElse(0) + step.milliseconds().orElse(0));
    }
    if (!worked.isEmpty()) {
      table(page, worked, scale);
    }
    if (!skipped.isEmpty()) {
      boolean open = worked.isEmpty() && skipped.size() <= 50;
      page.trusted(open ? "<details open>" : "<details>");
      page.leaf(
              "summary",
              Quantities.count(skipped.size(), "table was", "tables were") + " up to date")
          .line();
      table(page, skipped, scale);
      page.close("details").line();
    }
    if (build.stepsOmitted() > 0) {
      String left = Quantities.count(build.stepsOmitted(), "more step is", "more steps are");
      page.leaf("p", left + " not listed here.", "class", "note").line();
    }
  }

  private static void table(Html page, List<StepSummary> steps, long scale) {
    page.trusted("<div class=\"wide\"><table>\n<thead><tr><th>Model<th>Decision<th>Why");
    page.trusted("<th class=\"n\">Rows<th class=\"n\">Size<th class=\"n\">Time");
    page.trusted("<th class=\"when\"></tr></thead>\n<tbody>\n");
    for (StepSummary step : steps) {
      row(page, step, scale);
    }
    page.trusted("</tbody></table></div>\n");
  }

  private static void row(Html page, StepSummary step, long scale) {
    page.open("tr", "data-model", step.model(), "data-decision", step.decision());
    page.open("td", "class", "model").text(step.model());
    step.key().ifPresent(key -> page.leaf("small", shortened(key), "title", key));
    page.close("td");
    page.open("td").leaf("span", word(step.decision()), "class", "tag " + style(step.decision()));
    page.close("td").open("td", "class", "why", "title", step.reasonCode()).text(why(step));
    for (String changed : step.changed()) {
      if (!step.reason().contains(changed)) {
        page.leaf("small", changed);
      }
    }
    page.close("td");
    page.leaf("td", amount(step.rows(), false), "class", "n");
    page.leaf("td", amount(step.bytes(), true), "class", "n");
    OptionalLong took = step.milliseconds();
    String time = took.isPresent() ? Quantities.duration(Duration.ofMillis(took.getAsLong())) : "";
    page.leaf("td", time, "class", "n").open("td", "class", "when");
    if (took.isPresent() && took.getAsLong() > 0) {
      page.open("i", "class", style(step.decision()), "style", bar(step, scale)).close("i");
    }
    page.close("td").close("tr").line();
  }

  /** What a failure's own section says already is not said again. */
  private static String why(StepSummary step) {
    return step.failure()
        .filter(failure -> failure.message().equals(step.reason()))
        .map(StepFailure::code)
        .orElse(step.reason());
  }

  private static String bar(StepSummary step, long scale) {
    return String.format(
        Locale.ROOT,
        "margin-left:%.2f%%;width:%.2f%%",
        100.0 * step.startMilliseconds().orElse(0) / scale,
        100.0 * step.milliseconds().orElse(0) / scale);
  }

  private static void details(Html page, BuildSummary build) {
    page.open("footer").line().open("dl").line();
    for (Detail detail : build.details()) {
      page.leaf("dt", detail.label()).leaf("dd", detail.value()).line();
    }
    page.close("dl").line().close("footer").line();
  }

  private static String amount(OptionalLong value, boolean bytes) {
    if (value.isEmpty()) {
      return "";
    }
    return bytes ? Quantities.bytes(value.getAsLong()) : Quantities.count(value.getAsLong());
  }

  private static String shortened(String key) {
    return key.length() <= 12 ? key : key.substring(0, 12);
  }

  private static String word(String decision) {
    return WORDS.getOrDefault(decision, decision);
  }

  /** A decision that this page does not know is shown neutrally, before what needs nobody. */
  private static int rank(String decision) {
    int known = ORDER.indexOf(decision);
    return known >= 0 ? known : ORDER.indexOf("rebuild");
  }

  private static String style(String decision) {
    return ORDER.contains(decision) ? "d-" + decision : "d-other";
  }

  private static String resource(String name) {
    try (InputStream in = BuildReport.class.getResourceAsStream(name)) {
      if (in == null) {
        throw new IllegalStateException("missing resource: " + name);
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
