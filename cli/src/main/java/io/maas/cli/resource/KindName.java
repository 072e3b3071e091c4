package io.maas.cli.resource;

import java.util.Locale;
import java.util.Map;

/// Shorter words for kinds than the reference's.
final class KindName {
  private static final Map<String, String> SHORT =
      Map.ofEntries(
          Map.entry("model", "maasmodelref"),
          Map.entry("models", "maasmodelref"),
          Map.entry("modelref", "maasmodelref"),
          Map.entry("modelrefs", "maasmodelref"),
          Map.entry("policy", "maasauthpolicy"),
          Map.entry("policies", "maasauthpolicy"),
          Map.entry("authpolicy", "maasauthpolicy"),
          Map.entry("authpolicies", "maasauthpolicy"),
          Map.entry("subscription", "maassubscription"),
          Map.entry("subscriptions", "maassubscription"),
          Map.entry("tenantconfig", "maastenantconfig"),
          Map.entry("tenantconfigs", "maastenantconfig"),
          Map.entry("cm", "configmap"));

  private KindName() {}

  /// The kind that a word stands for; a word that is no short one stands for itself.
  static String of(String word) {
    return SHORT.getOrDefault(word.toLowerCase(Locale.ROOT), word);
  }
}
