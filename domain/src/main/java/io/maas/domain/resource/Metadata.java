package io.maas.domain.resource;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// The `metadata` of a document. What the server owns (uid, generation, times, managed fields) is
/// not taken from a client; only the version that a write was based on is.
record Metadata(
    String namespace,
    String name,
    Map<String, String> labels,
    Map<String, String> annotations,
    List<String> finalizers,
    long resourceVersion) {

  private static final String PART = "[a-zA-Z0-9]([-a-zA-Z0-9_.]*[a-zA-Z0-9])?";

  private static final Rule QUALIFIED_NAME =
      Rule.matching(
          "a name of letters, digits, -, _ and ., maybe behind a domain and a slash",
          "([a-z0-9]([-a-z0-9.]*[a-z0-9])?/)?" + PART,
          317);

  private static final Rule LABEL_VALUE =
      Rule.matching(
          "at most 63 letters, digits, -, _ and ., a letter or digit at both ends",
          "(" + PART + ")?",
          63);

  private static final Rule ANY_TEXT = new Rule("text", _ -> true);

  private static final Rule VERSION =
      Rule.matching("the digits that the server gave", "[0-9]{1,18}", 18);

  static Metadata read(Kind kind, Fields metadata) {
    String name = metadata.text("name", Rule.DNS_SUBDOMAIN);
    kind.onlyName()
        .filter(only -> !name.isEmpty() && !only.equals(name))
        .ifPresent(only -> metadata.refuse("name", only));
    String namespace = metadata.textOrNull("namespace", Rule.DNS_LABEL);
    String version = metadata.textOrNull("resourceVersion", VERSION);
    return new Metadata(
        namespace == null ? kind.home() : namespace,
        name,
        metadata.textMap("labels", QUALIFIED_NAME, LABEL_VALUE),
        metadata.textMap("annotations", QUALIFIED_NAME, ANY_TEXT),
        metadata.texts("finalizers", QUALIFIED_NAME),
        version == null ? 0 : Long.parseLong(version));
  }

  static Map<String, Object> write(Resource resource) {
    Map<String, Object> metadata = new LinkedHashMap<>();
    metadata.put("name", resource.key().name());
    metadata.put("namespace", resource.key().namespace());
    if (!resource.uid().isEmpty()) {
      metadata.put("uid", resource.uid());
      metadata.put("generation", resource.generation());
      metadata.put("resourceVersion", Long.toString(resource.resourceVersion()));
      metadata.put("creationTimestamp", time(resource.createdAt()));
    }
    if (resource.deletedAt() != null) {
      metadata.put("deletionTimestamp", time(resource.deletedAt()));
    }
    putUnlessEmpty(metadata, "labels", resource.labels());
    putUnlessEmpty(metadata, "annotations", resource.annotations());
    if (!resource.finalizers().isEmpty()) {
      metadata.put("finalizers", resource.finalizers());
    }
    return metadata;
  }

  private static void putUnlessEmpty(
      Map<String, Object> metadata, String name, Map<String, String> map) {
    if (!map.isEmpty()) {
      metadata.put(name, map);
    }
  }

  private static String time(Instant instant) {
    return instant.truncatedTo(ChronoUnit.SECONDS).toString();
  }
}
