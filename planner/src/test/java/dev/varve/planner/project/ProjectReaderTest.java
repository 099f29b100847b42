package dev.varve.planner.project;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.varve.planner.Place;
import dev.varve.planner.project.SourceDeclaration.Format;
import dev.varve.planner.project.contract.AcceptedValue;
import dev.varve.planner.project.contract.ColumnContract;
import dev.varve.planner.project.contract.Evolution;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ProjectReaderTest {
  private static final String CONFIGURATION =
      """
      # The comment is read over.
      project: shop
      warehouse: ./elsewhere
      timezone: Europe/Berlin
      sources:
        raw.orders:    { path: data/orders/*.parquet }
        raw.customers: { path: data/customers.csv, columns: { id: BIGINT, name: VARCHAR }, key: [id] }
        raw.events:
          path: ../lake/events/*.log
          format: json
          columns: { at: TIMESTAMP, price: "DECIMAL(10,2)" }
          options: { layout: newline_delimited, compression: gzip }
      params:
        since: { type: DATE, default: 2024-01-01 }
        region: { type: text }
      defaults: { tier: fast, policy: ALWAYS, profile: night }
      profiles:
        night: { base: memory_tight, threads: 2, memory_limit: 4GB }
      """;

  private static final String REVENUE_FILE = "models/marts/finance/revenue.sql";

  private static final String REVENUE =
      """
      /* varve
      description: Revenue per day and region
      tags: [daily, finance]
      key: [order_day, region]
      order_by: [order_day desc, region]
      columns:
        revenue: { type: "DECIMAL(38,2)", not_null: true, unique: true, accepted_values: 0 }
      evolution: strict
      tier: FAST
      */
      select order_day, region, sum(amount) as revenue
      from staging.orders
      where order_day >= $since
      group by all;
      """;

  private final Project project =
      ProjectText.configured(CONFIGURATION)
          .with("models/marts/finance/revenue.sql", REVENUE)
          .read();

  @Test
  void theConfigurationIsRead() {
    assertThat(project.name()).isEqualTo("shop");
    assertThat(project.warehouse().written()).isEqualTo("./elsewhere");
    assertThat(project.timezone()).isEqualTo("Europe/Berlin");
    assertThat(project.defaults()).isEqualTo(new Defaults(Tier.FAST, Policy.ALWAYS, "night"));
    assertThat(project.parameters().values())
        .extracting(p -> p.name() + " " + p.type() + " " + p.defaultValue())
        .containsExactly("since DATE Optional[2024-01-01]", "region VARCHAR Optional.empty");
  }

  @Test
  void sourcesKeepTheirOrderAndTheirColumnsTheirs() {
    assertThat(project.sources().keySet())
        .containsExactly("raw.orders", "raw.customers", "raw.events");
    SourceDeclaration orders = project.sources().get("raw.orders");
    assertThat(orders.format()).isEqualTo(Format.PARQUET);
    assertThat(orders.path().written()).isEqualTo("data/orders/*.parquet");
    assertThat(orders.columns()).isEmpty();
    assertThat(orders.place()).isEqualTo(new Place("varve.yaml", 6, 3));
    SourceDeclaration customers = project.sources().get("raw.customers");
    assertThat(customers.format()).isEqualTo(Format.CSV);
    assertThat(customers.columns().entrySet())
        .containsExactly(Map.entry("id", "BIGINT"), Map.entry("name", "VARCHAR"));
    assertThat(customers.key()).containsExactly("id");
    SourceDeclaration events = project.sources().get("raw.events");
    assertThat(events.format()).isEqualTo(Format.JSON);
    assertThat(events.options().entrySet())
        .containsExactly(
            Map.entry("layout", "newline_delimited"), Map.entry("compression", "gzip"));
  }

  @Test
  void aProfileOfOneselfReplacesSomeValuesOfItsBase() {
    assertThat(project.profiles().keySet())
        .containsExactly("dev_debug", "prod_fast", "memory_tight", "night");
    Profile night = project.profiles().get("night");
    assertThat(night.threads()).isEqualTo(2);
    assertThat(night.memoryLimitBytes()).isEqualTo(4_000_000_000L);
    assertThat(night.parallelSteps()).isEqualTo(Profile.MEMORY_TIGHT.parallelSteps());
  }

  @Test
  void aModelIsNamedByItsFirstFolderAndItsFile() {
    ModelFile revenue = project.models().get(1);
    assertThat(revenue.name()).isEqualTo("marts.revenue");
    assertThat(revenue.file()).isEqualTo("models/marts/finance/revenue.sql");
    assertThat(revenue.schema()).isEqualTo("marts");
    assertThat(revenue.table()).isEqualTo("revenue");
  }

  @Test
  void theHeaderIsRead() {
    ModelHeader header = project.models().get(1).header();
    assertThat(header.description()).isEqualTo("Revenue per day and region");
    assertThat(header.tags()).containsExactly("daily", "finance");
    assertThat(header.key()).containsExactly("order_day", "region");
    assertThat(header.orderBy())
        .extracting(OrderTerm::column, OrderTerm::descending, OrderTerm::nullsFirst)
        .containsExactly(tuple("order_day", true, false), tuple("region", false, false));
    assertThat(header.columns().get("revenue"))
        .isEqualTo(
            new ColumnContract(
                "revenue",
                Optional.of("DECIMAL(38,2)"),
                true,
                true,
                List.of(new AcceptedValue("0", new Place(REVENUE_FILE, 7, 84))),
                "",
                new Place(REVENUE_FILE, 7, 3)));
    assertThat(header.evolution()).contains(Evolution.STRICT);
    assertThat(header.tier()).contains(Tier.FAST);
    assertThat(header.profile()).isEmpty();
    assertThat(header.placeOf("key")).contains(new Place("models/marts/finance/revenue.sql", 4, 6));
  }

  @Test
  void theQueryIsTheUsersTextWithTypedParameters() {
    ModelFile revenue = project.models().get(1);
    assertThat(revenue.sql().text())
        .isEqualTo(
            """
            select order_day, region, sum(amount) as revenue
            from staging.orders
            where order_day >= CAST($since AS DATE)
            group by all""");
    assertThat(revenue.sql().parameters()).isEqualTo(List.of("since"));
    assertThat(revenue.place()).isEqualTo(new Place("models/marts/finance/revenue.sql", 11, 1));
  }

  @Test
  void whatIsNotSaidHasADefault() {
    Project smallest = ProjectText.smallest().read();
    assertThat(smallest.warehouse().written()).isEqualTo("./warehouse");
    assertThat(smallest.timezone()).isEqualTo("UTC");
    assertThat(smallest.defaults())
        .isEqualTo(new Defaults(Tier.STABLE, Policy.CONSERVATIVE, "prod_fast"));
    assertThat(smallest.models().get(0).header()).isEqualTo(ModelHeader.EMPTY);
  }
}
