package io.maas.cli.key;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/// One limit as it is written on the command line.
///
/// @param unit in control's words
/// @param amount how many of it
/// @param window in which time; null where none is needed
record KeyLimit(String unit, String amount, @Nullable String window) {

  private static final Pattern FORM =
      Pattern.compile("(?:([a-z_]+)=)?([0-9]+(?:\\.[0-9]+)?)(?:/(.+))?");

  private static final String TOKENS = "total_tokens";

  private static final Map<String, String> SHORT =
      Map.of(
          "tokens", TOKENS,
          "input", "input_tokens",
          "output", "output_tokens",
          "concurrent", "concurrent_requests");

  /// Reads one.
  static final class Reader implements ITypeConverter<KeyLimit> {
    @Override
    public KeyLimit convert(String text) {
      Matcher form = FORM.matcher(text);
      if (!form.matches()) {
        throw new TypeConversionException(
            text + " (expected: [UNIT=]AMOUNT[/WINDOW], such as 1000/1m or cost=25.00/month)");
      }
      String unit = form.group(1) == null ? TOKENS : form.group(1);
      return new KeyLimit(SHORT.getOrDefault(unit, unit), form.group(2), form.group(3));
    }
  }

  /// Whether input and output count alike in it, and so may be weighted.
  boolean countsAllTokens() {
    return unit.equals(TOKENS);
  }

  /// As control wants it. Whole amounts are numbers; money stays as it was written.
  ObjectNode tree(Map<String, BigDecimal> weights) {
    ObjectNode tree = JsonNodeFactory.instance.objectNode();
    if (unit.equals("cost") || amount.contains(".")) {
      tree.put("limit", amount);
    } else {
      tree.put("limit", new BigInteger(amount));
    }
    tree.put("unit", unit);
    if (window != null) {
      tree.put("window", window);
    }
    if (countsAllTokens() && !weights.isEmpty()) {
      ObjectNode weighed = tree.putObject("weights");
      weights.forEach((token, weight) -> weighed.put(token, weight.toPlainString()));
    }
    return tree;
  }
}
