package io.maas.cli.model;

import com.fasterxml.jackson.databind.JsonNode;
import io.maas.cli.output.Items;
import java.math.BigDecimal;
import java.util.List;
import java.util.Locale;
import java.util.OptionalLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// A model that somebody may use, as the gateway's list has it.
///
/// @param id what the list calls it
/// @param reference `namespace/name` of its resource; blank where the list tells none
/// @param aliases its other names
/// @param subscriptions through which it may be used
/// @param context how many tokens it takes, where its card says so in a number
public record Offer(
    String id,
    String reference,
    List<String> aliases,
    List<String> subscriptions,
    OptionalLong context) {
  private static final Pattern TOKENS = Pattern.compile("([0-9]{1,9}(?:\\.[0-9]+)?)([km]?)");
  private static final BigDecimal THOUSAND = BigDecimal.valueOf(1000);

  public Offer {
    aliases = List.copyOf(aliases);
    subscriptions = List.copyOf(subscriptions);
  }

  /// Reads an entry of the list.
  public static Offer of(JsonNode card) {
    return new Offer(
        card.path("id").asText(""),
        card.path("owned_by").asText(""),
        Items.of(card.path("aliases")).stream().map(JsonNode::asText).toList(),
        Items.of(card.path("subscriptions")).stream().map(s -> s.path("name").asText()).toList(),
        tokens(card.path("modelDetails").path("contextWindow").asText("")));
  }

  /// Its name without a namespace.
  public String shortName() {
    int slash = reference.indexOf('/');
    return slash < 0 ? id : reference.substring(slash + 1);
  }

  /// Whether it answers to a name.
  public boolean goesBy(String name) {
    return name.equals(id)
        || name.equals(reference)
        || name.equals(shortName())
        || aliases.contains(name);
  }

  /// People write `128k`, and mean at least so many thousands.
  private static OptionalLong tokens(String text) {
    Matcher form = TOKENS.matcher(text.toLowerCase(Locale.ROOT).replaceAll("[,_ ]|tokens?", ""));
    if (!form.matches()) {
      return OptionalLong.empty();
    }
    BigDecimal number = new BigDecimal(form.group(1));
    BigDecimal tokens =
        switch (form.group(2)) {
          case "k" -> number.multiply(THOUSAND);
          case "m" -> number.multiply(THOUSAND).multiply(THOUSAND);
          default -> number;
        };
    return OptionalLong.of(tokens.longValue());
  }
}
