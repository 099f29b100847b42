package dev.varve.workflows;

import io.temporal.common.SearchAttributeKey;
import java.util.List;

/** The search attributes of a build. They are set only where the server knows all of them. */
public final class BuildAttributes {
  public static final SearchAttributeKey<String> PROJECT =
      SearchAttributeKey.forKeyword("VarveProject");
  public static final SearchAttributeKey<String> ENVIRONMENT =
      SearchAttributeKey.forKeyword("VarveEnvironment");
  public static final SearchAttributeKey<String> STATUS =
      SearchAttributeKey.forKeyword("VarveBuildStatus");
  public static final List<SearchAttributeKey<String>> ALL = List.of(PROJECT, ENVIRONMENT, STATUS);

  private BuildAttributes() {}
}
