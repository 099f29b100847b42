package dev.varve.planner.speak.substrait;

import dev.varve.planner.plan.Node;
import dev.varve.planner.plan.text.PlanText;
import dev.varve.planner.types.EngineType;
import dev.varve.planner.types.TableSchema;
import io.substrait.proto.Plan;
import io.substrait.proto.PlanRel;
import io.substrait.proto.Rel;
import io.substrait.proto.RelRoot;
import io.substrait.proto.SimpleExtensionDeclaration;
import io.substrait.proto.SimpleExtensionDeclaration.ExtensionFunction;
import io.substrait.proto.SimpleExtensionURN;
import io.substrait.proto.Type;
import io.substrait.proto.Version;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What one plan is written into: its relations, the functions it names, and what has no words. */
final class Message {
  /**
   * The specification by which a reader is to understand it: single joins raise errors since 72.
   */
  private static final Version VERSION =
      Version.newBuilder().setMinorNumber(87).setProducer("varve").build();

  private static final String URN = "extension:io.substrait:functions_";
  private static final int PLACE = 160;

  private final List<String> gaps = new ArrayList<>();
  private final Map<String, Integer> libraries = new LinkedHashMap<>();
  private final Map<String, Integer> functions = new LinkedHashMap<>();
  private final Plan.Builder plan = Plan.newBuilder().setVersion(VERSION);
  private Optional<Node> place = Optional.empty();

  byte[] of(Node node, List<String> names, Map<String, TableSchema> tables) {
    Rows rows = new Relations(this, tables).of(node);
    RelRoot.Builder root = RelRoot.newBuilder().setInput(rows.rel());
    for (int i = 0; i < names.size() && i < rows.columns().size(); i++) {
      Types.names(names.get(i), rows.columns().get(i).type()).forEach(root::addNames);
    }
    plan.addRelations(PlanRel.newBuilder().setRoot(root));
    return plan.build().toByteArray();
  }

  List<String> gaps() {
    return gaps;
  }

  /** Writes what comes of a node; gaps met meanwhile are told to be there. */
  void at(Node node) {
    place = Optional.of(node);
  }

  /** Notes a reason, and where in the plan it stands. */
  void gap(String reason) {
    String where =
        place
            .map(PlanText::line)
            .map(line -> line.length() > PLACE ? line.substring(0, PLACE) + "…" : line)
            .map(line -> ", in: " + line)
            .orElse("");
    if (gaps.stream().noneMatch(gap -> gap.equals(reason) || gap.startsWith(reason + ", in: "))) {
      gaps.add(reason + where);
    }
  }

  /** A type as it is called there. */
  Type type(EngineType type, boolean nullable) {
    return Types.of(type, nullable)
        .orElseGet(
            () -> {
              gap("the type " + type.text() + " has no equivalent");
              return Type.getDefaultInstance();
            });
  }

  /** The number of a relation that others refer to. */
  int add(Rel shared) {
    plan.addRelations(PlanRel.newBuilder().setRel(shared));
    return plan.getRelationsCount() - 1;
  }

  /**
   * The number by which this plan names a function: they count in the order of first use.
   *
   * @param library such as {@code arithmetic}
   * @param signature the name and kinds of arguments, such as {@code add:i32_i32}
   */
  int function(String library, String signature) {
    return functions.computeIfAbsent(
        library + " " + signature, any -> declare(library, signature, functions.size() + 1));
  }

  private int declare(String library, String signature, int number) {
    int urn =
        libraries.computeIfAbsent(
            library,
            any -> {
              int next = libraries.size() + 1;
              plan.addExtensionUrns(
                  SimpleExtensionURN.newBuilder()
                      .setExtensionUrnAnchor(next)
                      .setUrn(URN + library));
              return next;
            });
    plan.addExtensions(
        SimpleExtensionDeclaration.newBuilder()
            .setExtensionFunction(
                ExtensionFunction.newBuilder()
                    .setExtensionUrnReference(urn)
                    .setFunctionAnchor(number)
                    .setName(signature)));
    return number;
  }
}
