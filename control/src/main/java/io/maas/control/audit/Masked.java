package io.maas.control.audit;

import io.maas.control.call.Json;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// What may be written down of a tree: no secret, by the names of fields and by how secrets look,
/// and not more than a reader wants.
final class Masked {

  static final String MASK = "***";

  /// In UTF-8. More than that of one act nobody reads.
  static final int LONGEST = 64 * 1024;

  private static final Set<String> SECRET_NAMES =
      Set.of("key", "apikey", "authorization", "credential", "credentials", "cookie", "passphrase");
  private static final List<String> SECRET_ENDINGS =
      List.of("password", "secret", "token", "privatekey");

  /// Credentials of ours and of those whom we know, wherever they stand.
  private static final Pattern SECRET_VALUE =
      Pattern.compile(
          "sk-[A-Za-z0-9_-]{16,}"
              + "|maas-[A-Za-z0-9]{16,}"
              + "|eyJ[A-Za-z0-9_-]{8,}\\.[A-Za-z0-9_-]+\\.[A-Za-z0-9_-]*"
              + "|-----BEGIN [A-Z ]*PRIVATE KEY-----[^-]*(-----END [A-Z ]*PRIVATE KEY-----)?"
              + "|(?i:bearer)\\s+\\S+"
              + "|\\$argon2id?\\$\\S+"
              + "|(?:AKIA|ASIA)[A-Z0-9]{16}"
              + "|AIza[A-Za-z0-9_-]{30,}"
              + "|gh[pousr]_[A-Za-z0-9]{20,}"
              + "|(?<=://)[^/@\\s:]*:[^/@\\s]*(?=@)");

  private Masked() {}

  /// A tree, or a record of trees, as JSON; null for nothing.
  static @Nullable String json(@Nullable Object tree) {
    if (tree == null) {
      return null;
    }
    if (!(Json.read(Json.write(tree)) instanceof Json.Read.Tree(Object root)) || root == null) {
      return null;
    }
    String json = Json.write(masked("", root));
    int length = json.getBytes(StandardCharsets.UTF_8).length;
    return length <= LONGEST ? json : Json.write(Map.of("left_out", length + " bytes of JSON"));
  }

  private static Object masked(String name, Object value) {
    return switch (value) {
      case Map<?, ?> map -> map(map);
      case List<?> list -> {
        List<@Nullable Object> all = new ArrayList<>();
        list.forEach(each -> all.add(each == null ? null : masked(name, each)));
        yield all;
      }
      case String _ when isSecret(name) -> MASK;
      case String text -> SECRET_VALUE.matcher(text).replaceAll(MASK);
      default -> value;
    };
  }

  private static Map<String, @Nullable Object> map(Map<?, ?> map) {
    Map<String, @Nullable Object> all = new LinkedHashMap<>();
    map.forEach((key, value) -> {
      String name = String.valueOf(key);
      all.put(name, value == null ? null : masked(name, value));
    });
    return all;
  }

  /// `perToken` is a price.
  private static boolean isSecret(String name) {
    String bare = name.toLowerCase(Locale.ROOT).replaceAll("[-_.]", "");
    return SECRET_NAMES.contains(bare)
        || (SECRET_ENDINGS.stream().anyMatch(bare::endsWith) && !bare.startsWith("per"));
  }
}
