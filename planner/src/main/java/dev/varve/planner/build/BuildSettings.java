package dev.varve.planner.build;

import dev.varve.planner.compile.CompiledModel;
import dev.varve.planner.project.Policy;
import dev.varve.planner.project.Tier;
import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * What a build was asked for, as far as keys and decisions depend on it.
 *
 * @param literals each parameter's value as a typed SQL literal.
 * @param tierOverride the tier of every model, whatever its header says.
 */
public record BuildSettings(
    String buildId,
    String laneVersion,
    String timezone,
    Instant logicalTime,
    Map<String, String> literals,
    Tier defaultTier,
    Optional<Tier> tierOverride,
    Policy policy,
    boolean rebuild) {
  public BuildSettings {
    Objects.requireNonNull(buildId);
    Objects.requireNonNull(laneVersion);
    Objects.requireNonNull(timezone);
    Objects.requireNonNull(logicalTime);
    Objects.requireNonNull(defaultTier);
    Objects.requireNonNull(policy);
    literals = Collections.unmodifiableMap(new LinkedHashMap<>(literals));
  }

  /** The flag, else the model's header, else the project's default. */
  public Tier tier(CompiledModel model) {
    return tierOverride.or(model::tier).orElse(defaultTier);
  }

  String literal(String parameter) {
    String literal = literals.get(parameter);
    if (literal == null) {
      throw new IllegalArgumentException("no value for parameter " + parameter);
    }
    return literal;
  }
}
