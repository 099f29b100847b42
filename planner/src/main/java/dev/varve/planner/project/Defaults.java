package dev.varve.planner.project;

/**
 * What holds where neither a model's header nor a flag says otherwise; {@code profile} names one
 * that exists.
 */
public record Defaults(Tier tier, Policy policy, String profile) {
  public static final Defaults STANDARD =
      new Defaults(Tier.STABLE, Policy.CONSERVATIVE, Profile.PROD_FAST.name());
}
