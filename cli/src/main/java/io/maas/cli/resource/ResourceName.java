package io.maas.cli.resource;

import com.fasterxml.jackson.databind.JsonNode;
import io.maas.cli.http.Control;

/// What a resource is called on a command line.
///
/// @param kind as the caller wrote it
/// @param group the API group where a document says it, which tells kinds of one name apart
/// @param namespace empty where the caller did not say
/// @param name without its namespace
record ResourceName(String kind, String group, String namespace, String name) {

  /// Reads a name that may have its namespace before a slash.
  static ResourceName of(String kind, String namespace, String name) {
    int slash = name.indexOf('/');
    return slash > 0 && namespace.isEmpty()
        ? new ResourceName(kind, "", name.substring(0, slash), name.substring(slash + 1))
        : new ResourceName(kind, "", namespace, name);
  }

  /// The name of a document, or of a line about one.
  static ResourceName of(JsonNode document) {
    JsonNode named = document.has("metadata") ? document.path("metadata") : document;
    return new ResourceName(
        document.path("kind").asText(""),
        group(document.path("apiVersion").asText("")),
        named.path("namespace").asText(""),
        named.path("name").asText(""));
  }

  ResourceName in(String other) {
    return new ResourceName(kind, group, other, name);
  }

  boolean hasNamespace() {
    return !namespace.isEmpty();
  }

  /// Where control keeps it.
  String path() {
    return collection() + Control.path(namespace, name);
  }

  /// Where control keeps all of its kind.
  String collection() {
    return Control.path("resources", group.isEmpty() ? kind : kind + "." + group);
  }

  private static String group(String apiVersion) {
    int slash = apiVersion.indexOf('/');
    return slash < 0 ? "" : apiVersion.substring(0, slash);
  }

  @Override
  public String toString() {
    return hasNamespace() ? kind + " " + namespace + "/" + name : kind + " " + name;
  }
}
