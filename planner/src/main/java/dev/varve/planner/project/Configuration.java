package dev.varve.planner.project;

import dev.varve.planner.Problem;
import dev.varve.planner.project.parameter.ParameterDeclaration;
import dev.varve.planner.project.table.TableParameter;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What {@code varve.yaml} says, as far as it could be read. A parameter or profile with a mistake
 * in it is there all the same, so that models that name it are not blamed.
 *
 * @param readable whether it could be read at all
 * @param brokenSources what is wrong with the sources whose declarations are, by name
 */
record Configuration(
    boolean readable,
    Optional<String> name,
    Setting warehouse,
    String timezone,
    Map<String, SourceDeclaration> sources,
    Map<String, List<Problem>> brokenSources,
    Map<String, ParameterDeclaration> parameters,
    Map<String, TableParameter> tables,
    Defaults defaults,
    Map<String, Profile> profiles) {}
