package dev.varve.tests.harness;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Projects that many tests build. */
public final class Projects {
  /** Steps that a first build of {@link #heavy} runs. */
  public static final List<String> HEAVY_MODELS =
      List.of("marts.kinds", "marts.slow", "marts.totals", "staging.events", "staging.factors");

  private Projects() {}

  /** Three small sources and five models in two layers; a build takes no time. */
  public static ProjectFolder shop(Path root) {
    return ProjectFolder.in(
            root,
            """
            project: shop
            warehouse: ./warehouse
            sources:
              raw.orders:
                path: data/orders/*.csv
                columns: { id: BIGINT, customer: BIGINT, day: DATE, amount: "DECIMAL(10,2)" }
              raw.customers:
                path: data/customers.csv
                columns: { id: BIGINT, name: VARCHAR, region: VARCHAR }
              raw.regions:
                path: data/regions.csv
                columns: { region: VARCHAR, country: VARCHAR }
            """)
        .csv(
            "data/orders/january.csv",
            "id,customer,day,amount",
            "1,1,2026-01-05,10.00",
            "2,1,2026-01-06,20.50",
            "3,2,2026-01-06,5.25")
        .csv("data/customers.csv", "id,name,region", "1,Ada,north", "2,Bob,south")
        .csv("data/regions.csv", "region,country", "north,NO", "south,IT")
        .model("staging.orders", "select id, customer, day, amount from raw.orders")
        .model("staging.customers", "select id, name, region from raw.customers")
        .model(
            "marts.revenue",
            """
            select c.name, c.region, sum(o.amount) as revenue
            from staging.orders o join staging.customers c on o.customer = c.id
            group by c.name, c.region
            """)
        .model("marts.days", "select day, count(*) as orders from staging.orders group by day")
        .model(
            "marts.countries",
            """
            select g.country, sum(r.revenue) as revenue
            from marts.revenue r join raw.regions g on r.region = g.region
            group by g.country
            """);
  }

  /**
   * A project with steps of every size: {@code staging.events} is big enough to be executed and
   * written by two activities, {@code staging.factors} shares one, and {@code marts.slow} keeps an
   * engine busy for {@code work} times what one pass over the events takes.
   */
  public static ProjectFolder heavy(Path root, int work) {
    List<String> factors = new ArrayList<>(List.of("factor"));
    for (int factor = 1; factor <= work; factor++) {
      factors.add(Integer.toString(factor));
    }
    return ProjectFolder.in(
            root,
            """
            project: heavy
            warehouse: ./warehouse
            sources:
              raw.events: { path: data/events.parquet }
              raw.factors: { path: data/factors.csv, columns: { factor: BIGINT } }
            """)
        .parquet(
            "data/events.parquet",
            """
            select (hash(i) >> 12)::bigint as id, i % 7 as kind, (hash(i + 1) % 1000)::bigint as amount
            from range(500000) t(i)
            """)
        .csv("data/factors.csv", factors.toArray(String[]::new))
        .model("staging.events", "select id, kind, amount from raw.events")
        .model("staging.factors", "select factor from raw.factors")
        .model(
            "marts.kinds",
            "select kind, count(*) as events, max(amount) as most from staging.events group by kind")
        .model(
            "marts.slow",
            """
            select e.kind, count(*) as pairs, max((e.amount * f.factor + e.id) % 1009) as most
            from staging.events e cross join staging.factors f
            group by e.kind
            """)
        .model(
            "marts.totals",
            """
            select k.kind, k.events, s.pairs, s.most
            from marts.kinds k join marts.slow s on k.kind = s.kind
            """);
  }
}
