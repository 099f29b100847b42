package dev.varve.planner.project;

import java.util.Optional;

/**
 * What holds where neither a model's header nor a flag says otherwise; {@code profile} names one
 * that exists.
 *
 * @param artifacts what run bundles keep of models; absent where the profile decides
 */
public record Defaults(Tier tier, Policy policy, String profile, Optional<Artifacts> artifacts) {
  /** Of which models a run bundle keeps all forms. */
  public enum Artifacts {
    NONE,
    CHANGED,
    ALL
  }

  public static final Defaults STANDARD =
      new Defaults(Tier.STABLE, Policy.CONSERVATIVE, Profile.PROD_FAST.name());

  public Defaults(Tier tier, Policy policy, String profile) {
    this(tier, policy, profile, Optional.empty());
  }
}
