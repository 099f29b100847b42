package dev.varve.planner.project.yaml;

import dev.varve.planner.Place;
import dev.varve.planner.Problem;
import dev.varve.planner.project.text.FileText;
import dev.varve.planner.project.yaml.YamlValue.Entries;
import dev.varve.planner.project.yaml.YamlValue.Entry;
import dev.varve.planner.project.yaml.YamlValue.Items;
import dev.varve.planner.project.yaml.YamlValue.Scalar;
import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.yaml.snakeyaml.DumperOptions;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.composer.Composer;
import org.yaml.snakeyaml.error.Mark;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.error.YAMLException;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.NodeTuple;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;
import org.yaml.snakeyaml.parser.ParserImpl;
import org.yaml.snakeyaml.reader.StreamReader;
import org.yaml.snakeyaml.resolver.Resolver;

/** Reads YAML into values that know their places; makes nothing of their contents. */
public final class YamlReader {
  private static final int MOST_CHARACTERS = 64 << 20;
  private static final Pattern STARRED_LINE = Pattern.compile("\\R[ \\t]*\\*");

  private final FileText file;
  private final int start;
  private final int[] offsets;
  private final Set<Node> open = Collections.newSetFromMap(new IdentityHashMap<>());
  private final List<Problem> problems;
  private boolean endless;

  private YamlReader(FileText file, int start, String text, List<Problem> problems) {
    this.file = file;
    this.start = start;
    this.offsets = offsets(text);
    this.problems = problems;
  }

  /**
   * Reads the stretch of a file from {@code start} up to {@code end} as a mapping.
   *
   * @param problems gets what is wrong
   * @return nothing when it is no mapping; an empty one when nothing is written
   */
  public static Optional<Entries> read(FileText file, int start, int end, List<Problem> problems) {
    String text = file.text().substring(start, end);
    YamlReader reader = new YamlReader(file, start, text, problems);
    try {
      Node root = compose(text);
      return root == null
          ? Optional.of(new Entries(List.of(), file.placeAt(start)))
          : reader.mapping(root);
    } catch (MarkedYAMLException e) {
      reader.report(text, e);
    } catch (YAMLException e) {
      problems.add(
          Problem.at(
              file.placeAt(start),
              "YAML_SYNTAX",
              "This is not YAML: " + firstLine(e.getMessage()) + ".",
              "Correct it."));
    }
    return Optional.empty();
  }

  private static Node compose(String text) {
    LoaderOptions options = new LoaderOptions();
    options.setCodePointLimit(MOST_CHARACTERS);
    ParserImpl parser = new ParserImpl(new StreamReader(text), options);
    return new Composer(parser, new Untyped(), options).getSingleNode();
  }

  /**
   * Leaves every scalar a text, which saves ten thousand headers the guessing of types nobody asks
   * for.
   */
  private static final class Untyped extends Resolver {
    @Override
    protected void addImplicitResolvers() {
      // None is wanted.
    }
  }

  private Optional<Entries> mapping(Node root) {
    YamlValue value = value(root);
    if (endless) {
      return Optional.empty();
    }
    if (value instanceof Entries entries) {
      return Optional.of(entries);
    }
    if (value instanceof Scalar scalar && scalar.isNothing()) {
      return Optional.of(new Entries(List.of(), scalar.place()));
    }
    problems.add(
        Problem.at(
            value.place(),
            "WRONG_TYPE",
            "Here must be keys with values, but it is " + value.described() + ".",
            "Write lines such as key: value."));
    return Optional.empty();
  }

  private YamlValue value(Node node) {
    Place place = place(node.getStartMark());
    if (!open.add(node)) {
      endless = true;
      problems.add(
          Problem.at(
              place,
              "YAML_SYNTAX",
              "This value holds itself by an alias.",
              "Write out what it holds."));
      return new Scalar("", false, place);
    }
    YamlValue value = value(node, place);
    open.remove(node);
    return value;
  }

  private YamlValue value(Node node, Place place) {
    if (node instanceof ScalarNode scalar) {
      return new Scalar(
          scalar.getValue(), scalar.getScalarStyle() == DumperOptions.ScalarStyle.PLAIN, place);
    }
    if (node instanceof SequenceNode sequence) {
      return new Items(sequence.getValue().stream().map(this::value).toList(), place);
    }
    if (node instanceof MappingNode mapping) {
      return new Entries(entries(mapping), place);
    }
    throw new IllegalStateException("a node of an unknown kind: " + node.getNodeId());
  }

  private List<Entry> entries(MappingNode mapping) {
    Map<String, Entry> entries = new LinkedHashMap<>();
    for (NodeTuple tuple : mapping.getValue()) {
      Place place = place(tuple.getKeyNode().getStartMark());
      if (!(tuple.getKeyNode() instanceof ScalarNode key)) {
        problems.add(
            Problem.at(
                place,
                "WRONG_TYPE",
                "A key must be a word.",
                "Put quotes around a value that begins with a brace or bracket."));
        continue;
      }
      Entry entry = new Entry(key.getValue(), place, value(tuple.getValueNode()));
      Entry first = entries.putIfAbsent(entry.key(), entry);
      if (first != null) {
        problems.add(
            Problem.at(
                place,
                "DUPLICATE_KEY",
                "The key " + entry.key() + " stands here a second time.",
                "Keep one of the two; the first is at " + first.keyPlace() + "."));
      }
    }
    return new ArrayList<>(entries.values());
  }

  private void report(String text, MarkedYAMLException e) {
    Mark mark = e.getProblemMark() != null ? e.getProblemMark() : e.getContextMark();
    if (mark == null) {
      problems.add(
          Problem.at(
              file.placeAt(start),
              "YAML_SYNTAX",
              "This is not YAML: " + e.getProblem() + ".",
              "Correct it."));
      return;
    }
    int offset = offset(mark);
    Place place = file.placeAt(offset);
    Matcher starred = STARRED_LINE.matcher(text);
    if (file.text().startsWith("\t", offset)) {
      problems.add(Problem.at(place, "YAML_TAB", "YAML takes no tab here.", "Indent with spaces."));
    } else if (starred.find()) {
      problems.add(
          Problem.at(
              file.placeAt(start + starred.end() - 1),
              "YAML_SYNTAX",
              "A line of YAML cannot begin with a star.",
              "Write the keys without a star before them."));
    } else {
      problems.add(
          Problem.at(
              place, "YAML_SYNTAX", "This is not YAML: " + e.getProblem() + ".", "Correct it."));
    }
  }

  private Place place(Mark mark) {
    return file.placeAt(offset(mark));
  }

  private int offset(Mark mark) {
    return start + offsets[Math.min(mark.getIndex(), offsets.length - 1)];
  }

  /** The UTF-16 offset of each code point, by which marks count, and of the end. */
  private static int[] offsets(String text) {
    int[] offsets = new int[text.codePointCount(0, text.length()) + 1];
    int offset = 0;
    for (int i = 0; i < offsets.length - 1; i++) {
      offsets[i] = offset;
      offset += Character.charCount(text.codePointAt(offset));
    }
    offsets[offsets.length - 1] = offset;
    return offsets;
  }

  private static String firstLine(String message) {
    return message.lines().findFirst().orElse("");
  }
}
