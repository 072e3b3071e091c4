package io.maas.systemtests.api;

import java.util.LinkedHashSet;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Stream;

/// The ways to write a path that some server or proxy takes for it.
final class Spellings {

  private static final String PREFIX = "/maas-api";

  private Spellings() {}

  /// Of a path that begins with a slash.
  static Set<String> of(String path) {
    Set<String> all = new LinkedHashSet<>();
    for (String under :
        new String[] {"", PREFIX, "/t/models-as-a-service", "/t/none", "/t/none" + PREFIX}) {
      String whole = under + path;
      Stream.of(slashes(whole, path), dots(under, path), escapes(under, path), others(whole, path))
          .flatMap(spellings -> spellings)
          .forEach(all::add);
    }
    return all;
  }

  private static Stream<String> slashes(String whole, String path) {
    return Stream.of(
        whole,
        whole + "/",
        whole + "//",
        "/" + whole,
        whole.replace("/", "//"),
        PREFIX + "/" + path,
        whole.replace('/', '\\'),
        "/" + whole.substring(1).replace('/', '\\'));
  }

  private static Stream<String> dots(String under, String path) {
    return Stream.of(
        under + "/." + path,
        "/." + under + path,
        "/.." + under + path,
        under + "/v1/.." + path,
        under + "/v1/api-keys/../.." + path,
        under + "/%2e" + path,
        under + "/%2e%2e" + path,
        under + "/v1/%2E%2e" + path,
        under + "/v1/.%2e" + path,
        under + path.replace("/v1", "/./v1"),
        under + path.replace("/v1", "/x/../v1"));
  }

  private static Stream<String> escapes(String under, String path) {
    String first = "/%" + Integer.toHexString(path.charAt(1)) + path.substring(2);
    return Stream.of(
        under + first,
        under + first.toUpperCase(Locale.ROOT),
        under + first.replace("%", "%25"),
        under + path.replace("/", "%2f"),
        under + "/" + path.substring(1).replace("/", "%2F"),
        under + "/" + path.substring(1).replace("/", "%252f"),
        under + "/" + path.substring(1).replace("/", "%5c"),
        under + path + "%00",
        under + path + "%20",
        under + path + "%0a",
        under + path + "%2f",
        under + path + "%3fx=1");
  }

  private static Stream<String> others(String whole, String path) {
    return Stream.of(
        whole.toUpperCase(Locale.ROOT),
        whole.substring(0, 1) + whole.substring(1, 2).toUpperCase(Locale.ROOT) + whole.substring(2),
        whole + ";a=b",
        whole + ";",
        whole.replace("/v1", ";x=1/v1"),
        "/;" + whole,
        PREFIX + ";x" + path,
        whole + "?a=b",
        whole + "?",
        whole + "#a",
        whole + ".json",
        "http://127.0.0.1" + whole,
        "http://other.example" + whole,
        "/llm" + path,
        "/llm/llama-4-scout" + path);
  }
}
