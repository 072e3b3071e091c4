package io.maas.cli.output;

import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;

/// How two texts differ, line by line, as `diff -u` tells it: what goes is marked with `-`, what
/// comes with `+`, and some lines around it show where.
public final class UnifiedDiff {
  private static final int AROUND = 3;

  /// Beyond that many comparisons the middle is told as gone and come: documents are not that long.
  private static final long MOST_COMPARISONS = 25_000_000;

  private static final String BOLD = "\u001b[1m";
  private static final String RED = "\u001b[31m";
  private static final String GREEN = "\u001b[32m";
  private static final String CYAN = "\u001b[36m";
  private static final String PLAIN = "\u001b[0m";

  /// A line and what becomes of it: blank for nothing, `-` or `+`.
  private record Line(char mark, String text) {}

  private final List<Line> lines;

  private UnifiedDiff(List<Line> lines) {
    this.lines = lines;
  }

  /// Compares two texts.
  public static UnifiedDiff of(String before, String after) {
    return new UnifiedDiff(compared(before.lines().toList(), after.lines().toList()));
  }

  /// Whether there is nothing to tell.
  public boolean isEmpty() {
    return lines.stream().allMatch(line -> line.mark() == ' ');
  }

  /// Prints it under the names of both sides.
  public void print(PrintWriter out, boolean colours, String before, String after) {
    out.println(painted("--- " + before, BOLD, colours));
    out.println(painted("+++ " + after, BOLD, colours));
    int from = 0;
    while ((from = nextChange(from)) < lines.size()) {
      int start = Math.max(0, from - AROUND);
      int end = endOfHunk(from);
      hunk(out, colours, start, end);
      from = end;
    }
    out.flush();
  }

  private int nextChange(int from) {
    int at = from;
    while (at < lines.size() && lines.get(at).mark() == ' ') {
      at++;
    }
    return at;
  }

  /// After the last change that is near enough to be told in one piece.
  private int endOfHunk(int change) {
    int last = change;
    int next;
    while ((next = nextChange(last + 1)) < lines.size() && next - last <= 2 * AROUND) {
      last = next;
    }
    return Math.min(lines.size(), last + 1 + AROUND);
  }

  private void hunk(PrintWriter out, boolean colours, int start, int end) {
    List<Line> hunk = lines.subList(start, end);
    String place = "@@ -" + range(start, hunk, '+') + " +" + range(start, hunk, '-') + " @@";
    out.println(painted(place, CYAN, colours));
    for (Line line : hunk) {
      String text = line.mark() + line.text();
      out.println(
          switch (line.mark()) {
            case '-' -> painted(text, RED, colours);
            case '+' -> painted(text, GREEN, colours);
            default -> text;
          });
    }
  }

  /// Where a hunk begins on one side, and how long it is there.
  ///
  /// @param other the mark of lines that the side does not have
  private String range(int start, List<Line> hunk, char other) {
    long before = lines.subList(0, start).stream().filter(line -> line.mark() != other).count();
    long length = hunk.stream().filter(line -> line.mark() != other).count();
    return (length == 0 ? before : before + 1) + "," + length;
  }

  private static String painted(String text, String colour, boolean colours) {
    return colours ? colour + text + PLAIN : text;
  }

  private static List<Line> compared(List<String> before, List<String> after) {
    int head = 0;
    int most = Math.min(before.size(), after.size());
    while (head < most && before.get(head).equals(after.get(head))) {
      head++;
    }
    int tail = 0;
    while (tail < most - head
        && before.get(before.size() - 1 - tail).equals(after.get(after.size() - 1 - tail))) {
      tail++;
    }
    List<Line> lines = new ArrayList<>();
    before.subList(0, head).forEach(line -> lines.add(new Line(' ', line)));
    middle(
        before.subList(head, before.size() - tail),
        after.subList(head, after.size() - tail),
        lines);
    before
        .subList(before.size() - tail, before.size())
        .forEach(line -> lines.add(new Line(' ', line)));
    return lines;
  }

  /// Keeps a longest common subsequence.
  private static void middle(List<String> before, List<String> after, List<Line> lines) {
    int i = 0;
    int j = 0;
    if ((long) before.size() * after.size() <= MOST_COMPARISONS) {
      int[][] common = common(before, after);
      while (i < before.size() && j < after.size()) {
        if (before.get(i).equals(after.get(j))) {
          lines.add(new Line(' ', before.get(i++)));
          j++;
        } else if (common[i + 1][j] >= common[i][j + 1]) {
          lines.add(new Line('-', before.get(i++)));
        } else {
          lines.add(new Line('+', after.get(j++)));
        }
      }
    }
    before.subList(i, before.size()).forEach(line -> lines.add(new Line('-', line)));
    after.subList(j, after.size()).forEach(line -> lines.add(new Line('+', line)));
  }

  /// How many lines the rests from each pair of places have in common.
  private static int[][] common(List<String> before, List<String> after) {
    int[][] common = new int[before.size() + 1][after.size() + 1];
    for (int i = before.size() - 1; i >= 0; i--) {
      for (int j = after.size() - 1; j >= 0; j--) {
        common[i][j] =
            before.get(i).equals(after.get(j))
                ? common[i + 1][j + 1] + 1
                : Math.max(common[i + 1][j], common[i][j + 1]);
      }
    }
    return common;
  }
}
