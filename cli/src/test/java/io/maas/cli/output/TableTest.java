package io.maas.cli.output;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.PrintWriter;
import java.io.StringWriter;
import org.junit.jupiter.api.Test;

final class TableTest {
  @Test
  void keepsEscapeCodesAndLineBreaksOfOthersFromTheTerminal() {
    assertThat(printed(Table.of("NAME").row("a\u001b[31m\nb"), false))
        .isEqualToNormalizingNewlines("NAME\na [31m b\n");
  }

  @Test
  void makesTheHeadingBoldWhereColoursAreWelcome() {
    assertThat(printed(Table.of("NAME"), true)).startsWith("\u001b[1mNAME\u001b[0m");
  }

  @Test
  void refusesARowOfAnotherLength() {
    assertThatThrownBy(() -> Table.of("A", "B").row("a")).hasMessage("1 cells (expected: 2)");
  }

  private static String printed(Table table, boolean colours) {
    var text = new StringWriter();
    table.print(new PrintWriter(text), colours);
    return text.toString();
  }
}
