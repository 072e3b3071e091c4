package io.maas.cli.output;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

final class UnifiedDiffTest {

  private static String told(String before, String after) {
    var text = new StringWriter();
    UnifiedDiff.of(before, after).print(new PrintWriter(text), false, "a", "b");
    return text.toString().replace(System.lineSeparator(), "\n");
  }

  private static String numbers(int from, int to) {
    return IntStream.rangeClosed(from, to).mapToObj(i -> i + "\n").collect(Collectors.joining());
  }

  @Test
  void isEmptyForTheSameLines() {
    assertThat(UnifiedDiff.of("a\nb\n", "a\nb").isEmpty()).isTrue();
    assertThat(UnifiedDiff.of("a\nb", "a").isEmpty()).isFalse();
  }

  @Test
  void tellsThreeLinesAround() {
    assertThat(told(numbers(1, 9), numbers(1, 9).replace("5\n", "five\nfünf\n")))
        .isEqualTo("--- a\n+++ b\n@@ -2,7 +2,8 @@\n 2\n 3\n 4\n-5\n+five\n+fünf\n 6\n 7\n 8\n");
  }

  @Test
  void tellsInTwoPiecesWhatIsFarApart() {
    String told = told(numbers(1, 20), numbers(1, 20).replace("2\n3", "2\nx").replace("19", "y"));

    assertThat(told).contains("@@ -1,6 +1,6 @@\n", "@@ -16,5 +16,5 @@\n");
    assertThat(told.lines().filter(line -> line.startsWith("@@"))).hasSize(2);
  }

  @Test
  void tellsInOnePieceWhatIsNear() {
    String told = told(numbers(1, 12), numbers(1, 12).replace("4\n", "x\n").replace("9\n", "y\n"));

    assertThat(told.lines().filter(line -> line.startsWith("@@")))
        .containsExactly("@@ -1,12 +1,12 @@");
  }

  @Test
  void keepsWhatBothHaveInCommon() {
    assertThat(told("a\nb\nc\nd\n", "b\nx\nd\ne\n"))
        .isEqualTo("--- a\n+++ b\n@@ -1,4 +1,4 @@\n-a\n b\n-c\n+x\n d\n+e\n");
  }
}
