package dev.varve.storage.source;

import java.util.ArrayList;
import java.util.List;

/** How the files of a source differ between two pins; the lists are in order of the paths. */
public record DescribedChange(List<String> added, List<String> changed, List<String> removed) {

  public DescribedChange {
    added = List.copyOf(added);
    changed = List.copyOf(changed);
    removed = List.copyOf(removed);
  }

  public boolean none() {
    return added.isEmpty() && changed.isEmpty() && removed.isEmpty();
  }

  /** For people: "1 new file", "2 changed files and 1 removed file", "no change". */
  public String sentence() {
    List<String> parts = new ArrayList<>();
    addTo(parts, added.size(), "new");
    addTo(parts, changed.size(), "changed");
    addTo(parts, removed.size(), "removed");
    return switch (parts.size()) {
      case 0 -> "no change";
      case 1 -> parts.get(0);
      case 2 -> parts.get(0) + " and " + parts.get(1);
      default -> parts.get(0) + ", " + parts.get(1) + " and " + parts.get(2);
    };
  }

  private static void addTo(List<String> parts, int count, String what) {
    if (count > 0) {
      parts.add(count + " " + what + (count == 1 ? " file" : " files"));
    }
  }
}
