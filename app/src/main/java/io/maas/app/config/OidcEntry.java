package io.maas.app.config;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.maas.domain.resource.Kind;
import io.maas.identity.oidc.ClaimRules;
import io.maas.identity.oidc.IssuerSettings;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Reads what the file says of one issuer: an object, since there is more to say than one value
/// holds.
final class OidcEntry {

  static final String EXPECTED = "an issuer: {issuer, clientId, ...}";

  private static final Set<String> FIELDS =
      Set.of(
          "tenant",
          "issuer",
          "clientId",
          "clientSecretFile",
          "audiences",
          "clients",
          "usernameClaim",
          "groupsClaim",
          "usernamePrefix",
          "groupsPrefix",
          "algorithms",
          "skew",
          "ttl",
          "keysKept",
          "ca",
          "scopes");

  private static final JsonMapper JSON =
      JsonMapper.builder().enable(JsonParser.Feature.STRICT_DUPLICATE_DETECTION).build();
  private static final Pattern TIME = Pattern.compile("([0-9]{1,6})(s|m|h)?");

  private final JsonNode tree;
  private final String where;
  private final List<String> problems;

  private OidcEntry(JsonNode tree, String where, List<String> problems) {
    this.tree = tree;
    this.where = where;
    this.problems = problems;
  }

  /// Reads one or, in a variable, a list of them.
  static List<Believed> read(String text, String where, List<String> problems) {
    try {
      JsonNode tree = JSON.readTree(text);
      List<Believed> believed = new ArrayList<>();
      for (JsonNode entry : tree.isArray() ? tree : List.of(tree)) {
        new OidcEntry(entry, where, problems).read().ifPresent(believed::add);
      }
      return believed;
    } catch (JsonProcessingException _) {
      problems.add(where + ": not readable (expected: " + EXPECTED + ")");
      return List.of();
    }
  }

  private Optional<Believed> read() {
    if (!tree.isObject()) {
      problems.add(where + ": " + tree.getNodeType() + " (expected: " + EXPECTED + ")");
      return Optional.empty();
    }
    Set<String> unknown = new HashSet<>();
    tree.fieldNames().forEachRemaining(unknown::add);
    unknown.removeAll(FIELDS);
    if (!unknown.isEmpty()) {
      problems.add(where + ": unknown: " + unknown + " (expected: of " + FIELDS + ")");
      return Optional.empty();
    }
    int before = problems.size();
    try {
      Duration ttl = time("ttl", IssuerSettings.USUAL_TTL);
      IssuerSettings settings =
          new IssuerSettings(
              text("issuer", ""),
              text("clientId", ""),
              file("clientSecretFile"),
              list("audiences", List.of()),
              list("clients", List.of()),
              new ClaimRules(
                  tree.has("usernameClaim") ? text("usernameClaim", "") : null,
                  text("groupsClaim", ClaimRules.USUAL.groups()),
                  text("usernamePrefix", ""),
                  text("groupsPrefix", "")),
              Set.copyOf(list("algorithms", List.copyOf(IssuerSettings.ALGORITHMS))),
              time("skew", IssuerSettings.USUAL_SKEW),
              ttl,
              time("keysKept", IssuerSettings.USUALLY_KEPT),
              file("ca"),
              list("scopes", IssuerSettings.USUAL_SCOPES));
      return problems.size() == before
          ? Optional.of(new Believed(text("tenant", Kind.TENANT_NAMESPACE), settings))
          : Optional.empty();
    } catch (IllegalArgumentException e) {
      problems.add(where + ": " + e.getMessage());
      return Optional.empty();
    }
  }

  private String text(String field, String otherwise) {
    JsonNode value = tree.path(field);
    if (value.isMissingNode()) {
      return otherwise;
    }
    if (!value.isTextual()) {
      refuse(field, value, "a text");
    }
    return value.asText("");
  }

  private List<String> list(String field, List<String> otherwise) {
    JsonNode value = tree.path(field);
    if (value.isMissingNode()) {
      return otherwise;
    }
    List<String> texts = new ArrayList<>();
    for (JsonNode item : value.isArray() ? value : List.of(value)) {
      if (item.isTextual()) {
        texts.add(item.asText());
      } else {
        refuse(field, item, "a list of texts");
      }
    }
    return texts.stream().distinct().toList();
  }

  /// A number alone means seconds, as in the reference's tenants.
  private Duration time(String field, Duration otherwise) {
    JsonNode value = tree.path(field);
    if (value.isMissingNode()) {
      return otherwise;
    }
    Matcher time = TIME.matcher(value.asText(""));
    if (!time.matches()) {
      refuse(field, value, "such as 30s, 5m or 12h");
      return otherwise;
    }
    long amount = Long.parseLong(time.group(1));
    return switch (time.group(2)) {
      case "m" -> Duration.ofMinutes(amount);
      case "h" -> Duration.ofHours(amount);
      case null, default -> Duration.ofSeconds(amount);
    };
  }

  private @Nullable Path file(String field) {
    JsonNode value = tree.path(field);
    if (value.isMissingNode()) {
      return null;
    }
    try {
      Path path = Path.of(value.asText(""));
      if (Files.isReadable(path) && Files.isRegularFile(path)) {
        return path;
      }
    } catch (InvalidPathException _) {
      // said below
    }
    refuse(field, value, "a file to read");
    return null;
  }

  private void refuse(String field, JsonNode found, String expected) {
    problems.add(where + ": " + field + ": " + found + " (expected: " + expected + ")");
  }
}
