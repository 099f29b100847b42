package dev.varve.tests.endtoend;

import static dev.varve.tests.harness.Embedded.build;
import static org.assertj.core.api.Assertions.assertThat;

import dev.varve.tests.harness.ProjectFolder;
import dev.varve.tests.harness.Snapshot;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What other tools need templates for, written in SQL and built. */
class HelpersTest {
  @TempDir Path folder;

  @Test
  void theRowsAreThoseThatTheDocumentationPromises() {
    String lists = "(values (1, ['a', 'b']), (2, []), (3, null)) as v(id, tags)";
    ProjectFolder project =
        ProjectFolder.in(folder.resolve("p"), "project: p\nwarehouse: ./warehouse\n")
            .model(
                "m.exploded",
                "select id, e.tag, e.place - 1 as place from "
                    + lists
                    + ", unnest(tags) with ordinality as e(tag, place)")
            .model(
                "m.kept",
                "select id, e.tag, e.place - 1 as place from "
                    + lists
                    + " left join unnest(tags) with ordinality as e(tag, place) on true")
            .model(
                "m.latest",
                "select * from (values (1, 5, 'x'), (1, 7, 'y'), (2, 1, 'z')) as v(k, t, what)"
                    + " qualify row_number() over (partition by k order by t desc, what) = 1")
            .model("m.one", "select 1 as a, 2 as b")
            .model("m.two", "select 'x' as c, 3 as a")
            .model("m.united", "from m.one union all by name from m.two")
            .model("m.picked", "select columns('a|c') from m.united");
    build(project);
    Snapshot snapshot = Snapshot.of(project, "dev");
    assertThat(snapshot.tables().get("m.exploded").rows())
        .containsExactlyInAnyOrder("1|a|0", "1|b|1");
    assertThat(snapshot.tables().get("m.kept").rows())
        .containsExactlyInAnyOrder("1|a|0", "1|b|1", "2|null|null", "3|null|null");
    assertThat(snapshot.tables().get("m.latest").rows())
        .containsExactlyInAnyOrder("1|7|y", "2|1|z");
    assertThat(snapshot.tables().get("m.united").rows())
        .containsExactlyInAnyOrder("1|2|null", "3|null|x");
    assertThat(snapshot.tables().get("m.picked").columns())
        .containsExactly("a INTEGER", "c VARCHAR");
  }
}
